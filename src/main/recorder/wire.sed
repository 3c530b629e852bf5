# Makes of recorder.sh what is sent, without what only a reader needs: comments, indentation, blanks around operators.
#
#   sed -E -f src/main/recorder/wire.sed src/main/recorder/recorder.sh > src/main/resources/exec-guard/recorder-2.sh
#
# A blank after a digit stays, which could become the number of a descriptor.
# Within awk no rule needs a line of its own.
/LC_ALL/,/END\{/{
:a
/[^ ]}$/{
N
s/\n *(#.*)?//
ta
}
}
s/^ +//
/^#/d
/^$/d
s/ (\|\||&&|\|) /\1/g
s/; /;/g
s/([^0-9 ]|\/[0-9]) ([<>])/\1\2/g
s/\(\) \{/(){/
s/([^ &]) & ?/\1\&/g
s/^([^ ]+\)) /\1/
s/ ;;/;;/
s/(\$[0-9]) >/\1>/

# Version 2 of the recorder: runs a command and writes what it shows and reads into the log of the container, line by line.
#
#   sh -c RECORDER exec-guard/2:SESSION:BYTES:BANNER COMMAND…
#
# It travels in the command line of each session (2,048 bytes at most), so names are short here: wire.sed drops comments and
# blanks only. POSIX sh; awk, tee, tr and sleep in the image; on a terminal script of util-linux, and where that is missing tee,
# which gives the command no terminal. No file is made: pipes are made by |, and opened again, the other way too, by /proc.
#
# The way of the bytes (| is a pipe; each numbered descriptor is the same everywhere):
#
#   stdin 3 ── tee ── command ── tee ── stdout 6        each tee copies into 7 (what is typed) or 9 (what is shown)
#   7 ── tr ── awk, the writer of "in" ── 9
#   9 ── tr ── awk, the writer of the log ── /proc/1/fd/1
#
# s: what is left of the first word. m: bytes of output that are logged at most, of one session.
s=${0#*:}
p="exec-guard session=${s%%:*} n="
s=${s#*:}
m=${s%%:*}
# The log of the container: what its process 1 got as standard output.
t=/proc/1/fd/1
f=/proc/self/fd
n=/dev/null
# What follows this word in one of the two pipes is from the recorder: alone it is a tick, twice it is the end. Who prints it
# in a session can only end the session.
k=${p%% *}@$$
# From here on they are ours, whatever the environment says. l: bytes of input that are logged as text, 64 KiB.
c= i= y= b=tee T=no l=65536
no() {
  echo exec-guard: this session cannot be recorded: $1 >&2
  exit 126
}
# A pipe or a terminal; fails closed where process 1 has a file or /dev/null there, which nobody would ship.
{ [ -p $t ] || [ -t 9 ]; } 2>$n 9>>$t || no "the container's log is not writable"
for x in awk tee tr; do
  command -v $x >$n || no "$x is missing"
done
# mawk waits for a full buffer unless told; the others complain of the option.
[ "$(awk -Wi BEGIN{} 2>&1)" ] || i=-Wi
# GNU tr waits for a full buffer, too; BusyBox' does not.
d=$(command -v stdbuf) && d=$d\ -o0
# One word, with a ' after it, in quotes as sh reads them: split at each ', because ${x#…} takes minutes for 100 KB.
w() {
  set -- $1
  printf " '%s'" "$1"
  shift
  [ $# = 0 ] || printf "\\\\''%s'" "$@"
}
# The command in quotes; always in a pipeline, so that IFS stays what it was.
q() {
  IFS=\'
  set -f
  for a; do w "$a'"; done
}
# Fails closed: without its recorder the session ends, all of it at once. A container's runtime makes it a group of its own.
e() {
  echo exec-guard: the recorder ended >&2
  kill -9 -$$ $$
}
# A writer and its watch: v PREFIX LIMIT WHERE; PREFIX is empty for what is typed. Standard output is the pipe that it reads,
# the other way round.
v() {
  # NUL ends a line for BusyBox' awk and for mawk: all after it would stay out of the log.
  { echo $k; $d tr \\0 \\1 2>&-; } <&8 | {
    LC_ALL=C awk $i -v"P=$1" -vL=$2 -vY=$y '
    # One printf, one write: lines of other sessions come between, never within.
    function w(x){printf"%s",(P?P (1+ ++n)" ":FS)x"\n";fflush()}
    NR==1{FS=$0;R=P?"out":"in";next}
    {x=$1
    N+=l=length(x)+(NF<2)
    # 4,000 bytes and 72 of prefix are below 4,096, up to which a pipe takes a line whole.
    if(l&&N-l<L){x=substr(x,1,L-N+l)
    for(j=1;length(x)-j>=4e3;j+=4e3)w(R"+ "substr(x,j,4e3))
    w(R (NF<2&&N<=L?" ":"+ ")substr(x,j))}
    # A script that cannot log what is typed: beyond the bound nothing would be on record. Fails closed.
    if(N>L&&Y~/n/)exit
    # On a terminal the echo shows what is typed, and no password; beyond the bound there is no echo in the log.
    if($2&&(!Y||N>L))w($2)
    if(NF>2){if(N>L)w(P?"cut bytes="N-L:"in-digest "$3 N)
    if(P)w("end "$3 N)
    exit 3}}' <&8 >>$3 &
    a=$!
    # Each second a tick, which flushes what does not end a line. Ten that the writer does not read: it is stopped, or its log
    # takes nothing.
    (trap 'kill -13 $z;wait;exit' 15
      while sleep 1 & z=$!; wait $z; echo $k & read _ x </proc/$a/io && [ ${#c} -lt 10 ]; do
        [ "$x" = "$u" ] || c=
        c=$c. u=$x
      done
      e) &
    wait $a
    [ $? = 3 ] || e
    kill $!
    wait
    # Nobody reads any more: one more line, and tr ends. Whom nobody waits for would stay a zombie in most containers.
    exec <&- 8<&-
    echo
  } 8<&0
} 8<$f/1
[ -t 0 ] && {
  T=yes l=2e9
  # Without a bound, but BusyBox' awk counts in 32 bits. Since util-linux 2.35 script can log what is typed.
  for o in -I$f/7 $n; do
    script -qefc : $o 7>$n <$n >&7 2>&1 && b=script y=$o && break
  done
}
# Before anything runs: a log that takes no line holds the session here. Not by echo, which makes a new line of \n.
printf %s\\n "${p}1 begin v=2 tty=$T by=$b container-user=$(id -u) command=$(q "$@" | LC_ALL=C awk '{s=s" "$0}END{print substr(s,3,1000)(length(s)>1002?"…":"")}')" >>$t
# On a terminal alone: elsewhere each byte is the command's.
[ $T = no ] || [ ! "${s#*:}" ] || printf %s\\n "${s#*:}" >&2
# The recorder outlives Ctrl-C and the terminal, so that the end is on record.
trap '' 1 2 3
# The command: signals as they were, and none of our descriptors.
x() {
  (trap - 1 2 3
  exec "$@" 3<&- 4>&- 5>&- 6>&- 9>&-)
  echo $? >&5
}
exec 3<&0 6>&1
v "$p" $m $t | {
  v '' $l $f/9 | {
    # Collects in 5: the exit code, then the digest of the input.
    set -- $({ { {
      [ $y ] && q "$@" | {
        # script takes one string of at most 128 KiB: the command comes by a pipe.
        x script -qefc 'eval "exec $(cat <&8) 7>&- 8<&-"' $y 8<&0 <&3
      } || : | {
        # On record first, then to the command.
        { tee $f/7 $f/8 <&3 & i=$!; } 8>$f/0
        x "$@" >&4 7>&-
        # Who asked for input and sends none must not keep the session open.
        kill -13 $i 2>&-
        wait
      } | { sha256sum || cat >$n; } >&5 2>&-
    } 2>&1 >&4 | tee $f/9 >&2; } 4>&1 | tee $f/9 >&6; } 5>&1)
    echo $k$k${2:+sha256=$2 }bytes= >&7
    exit $1
  } 7>$f/0 <&3
  r=$?
  echo $k${k}exit=$r bytes= >&9
  exit $r
} 9>$f/0 <&3

s=$0
t=/proc/1/fd/1
{ : >>"$t"; } 2>/dev/null || { echo "exec-guard: this session cannot be recorded: the container's log is not writable for $(id -u)" >&2; exit 126; }
say() { printf 'exec-guard session=%s %s\n' "$s" "$1" >>"$t"; }
q=; for a; do q="$q '$(printf %s "$a" | sed "s/'/'\\\\''/g")'"; done
p=/tmp/.exec-guard-$$; mkfifo "$p" 2>/dev/null || { p=/dev/shm/.exec-guard-$$; mkfifo "$p" 2>/dev/null || { echo "exec-guard: no place for a pipe" >&2; exit 126; }; }
sed -u "s/^/exec-guard session=$s | /" <"$p" >>"$t" 2>/dev/null &
exec 3>"$p"; rm -f "$p"
say start
if command -v script >/dev/null 2>&1; then script -q -e -f -c "exec $q" /dev/fd/3; r=$?
else tee /dev/fd/3 | "$@" 2>&1 | tee /dev/fd/3; r=$?; fi
exec 3>&-
say "end $r"
exit $r

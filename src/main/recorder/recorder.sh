# Version 2 of the recorder: runs a command and writes what it shows and reads into the log of the container, line by line.
#
#   sh -c RECORDER exec-guard/2:SESSION:BYTES:BANNER COMMAND…
#
# It travels in the command line of each session (2,048 bytes at most), so names are short here: wire.sed drops comments and
# blanks only. POSIX sh; awk, cut, sha256sum, sleep, tee and tr in the image; on a terminal script of util-linux, and where that is missing tee,
# which gives the command no terminal. Nothing is run to find out what runs, but script. No file is made: pipes are made by |, and opened again, the other way too, by /proc.
#
# The way of the bytes (| is a pipe; each numbered descriptor is the same everywhere):
#
#   stdin 3 ── tee ── command ── tee ── stdout 6        each tee copies into 7 (what is typed) or 9 (what is shown)
#   7 ── tr ── awk, the writer of "in" ── 9
#   9 ── tr ── awk, the writer of the log ── /proc/1/fd/1
#
# s: what is left of the first word, at last the bytes of output that are logged at most, of one session, and the banner.
s=${0#*:}
g=${0%%/*}
p="$g session=${s%%:*} n="
s=${s#*:}
# The log of the container: what its process 1 got as standard output.
t=/proc/1/fd/1
f=/proc/self/fd
n=/dev/null
# What follows this word in one of the two pipes is from the recorder: alone it is a tick, twice it is the end. Who prints it
# in a session can end the session, or write a line of input that nobody typed. It hides nothing.
k=@$$@$$
# From here on they are ours, whatever the environment says. l: bytes of input that are logged as text, 64 KiB.
c= u= i=awk d= y= b=tee T=no l=65536
# What is missing is said by the shell: hash names the program. The log is a pipe or a terminal; fails closed where process 1 has
# a file or /dev/null there, which nobody would ship.
hash awk sha256sum tee tr && [ -p $t -o -t 9 ] 9>>$t || {
  echo $g: cannot record: no log or tool >&2
  exit 126
}
# mawk waits for a full buffer unless told; the others complain of the option.
hash mawk 2>$n && i=mawk\ -Wi
# GNU tr waits for a full buffer, too; BusyBox' does not.
hash stdbuf 2>$n && d=stdbuf\ -o0
# The command in quotes as sh reads them, split at each ', because ${x#…} takes minutes for 100 KB. A ' behind it keeps what
# is empty. Always in a pipeline, so that IFS stays what it was.
q() {
  IFS=\'
  set -f
  for a; do
    a=$a\'
    x=" '"
    for b in $a; do
      printf "$x%s'" "$b"
      x="\\\''"
    done
  done
}
# Fails closed: without its recorder the session ends, all of it at once. A container's runtime makes it a group of its own.
e() {
  echo $g: the recorder ended >&2
  kill -9 -$$ $$
}
# Who has ended has nothing to read from here.
z() {
  kill -13 $! 2>&-
  wait
}
# A writer: v FORMAT LIMIT WHERE KIND [1] reads 8; 1 means the writer of the log. $! is its awk. Without the end of the pipe that
# is written, so that it ends with those who write.
v() {
  # NUL ends a line for BusyBox' awk and for mawk: all after it would stay out of the log.
  $d tr \\0 \\1<&8 | LC_ALL=C $i -F$k '
    # One printf, one write, of at most 4,096 bytes, which a pipe takes whole: lines of other sessions come between, never
    # within. 2,000 bytes may wait for a line of 2,072: not the first 98 lines of a second, and until the next tick at most.
    function w(x){if(x||!n)B=B sprintf(G,n+=n>0,x)
    if(++c<99||!x||length(B)>2e3){printf"%s",B
    fflush()
    B=""}}
    # Beyond the bound a line is only counted. Each operation more is 5 to 10 percent of the time in BusyBox.
    N>L&&NF<2{N+=length+1;next}
    {N+=l=length($1)+(t=NF<2);t*=N<=L}
    # So are most lines within it passed: whole and short ones.
    t&&l<2e3{w(R" "$0);next}
    x=substr($1,1,L-N+l){for(j=1;length(x)-j>2e3;j+=2e3)w(R"+ "substr(x,j,2e3))
    w(R (t?" ":"+ ")substr(x,j))}
    # A script that cannot log what is typed: beyond the bound nothing would be on record. Fails closed.
    N>L&&Y~/n/{exit}
    # On a terminal the echo shows what is typed, and no password; beyond the bound there is no echo in the log.
    $2&&(!Y||N>L){w($2)}
    # A tick goes on from one writer to the other.
    NF>1{c=w()}
    NF>2{N>L&&w(n?"cut"b N-L:"in-digest sha256="$3 b N)
    w(n?"end exit="$3 b N:FS $4)
    exit$3}END{w()}' G="$1%s\n" L=$2 R=$4 n=$5 Y=$y b=\ bytes= >$3 &
} 8<&0
[ -t 0 ] && {
  # Without a bound, but BusyBox' awk counts in 32 bits.
  l=2e9
  T=yes\ size=$(stty size 2>$n | tr \  x)
  # Since util-linux 2.35 script can log what is typed. To say its version takes a tenth of the time of a session with :, which
  # only tells more where script would start another shell than /bin/sh.
  for x in -I$f/7 $n; do
    script $x "-qef${SHELL+c: }V" 7>$n <$n >&7 2>&1 && b=script y=$x && break
  done
  # On a terminal alone: elsewhere each byte is the command's.
  x=${s#*:}
  ${x:+printf %s\\n "$x"} >&2
}
# Before anything runs: a log that takes no line holds the session here. Not by echo, which makes a new line of \n.
printf "$p%s\n" "1 begin v=2 tty=$T by=$b user=$(id -u) command=$(q "$@" | tr \\n \  | cut -c2-999)" >$t
# The recorder outlives Ctrl-C and the terminal, so that the end is on record.
trap '' 1 2 3
# The command: signals as they were, and none of our descriptors.
x() {
  (trap - 1 2 3
  exec "$@" 3<&- 4>&- 5>&- 6>&- 9>&-)
  echo $? >&5
}
exec 3<&0 6>&1
: | {
  # A shell ends where the container has no room for one process more, and its watch and its writers would go on: BusyBox' awk
  # is the shell, which keeps copies of closed descriptors, so that no pipe ends.
  trap e 0
  {
    v "$p%d " ${s%%:*} $t out 1 9>&-
    a=/proc/$!
    exec <&3
    : | {
      {
        v $k%.0s $l $f/9 in 7>&-
        # The watch. Each second a tick, which flushes what does not end a line. Nine that do not come to the writer of the log (c: since
        # when): one on the way is stopped, or the log takes nothing.
        # The trap is set behind the sleep that it ends: before, $! is the writer of "in".
        # Who has ended has nothing to read there.
        (while sleep 1 & trap 'z;exit' 15; wait $!; read _ x <$a/io && [ $((c=x-u?0:c+1)) != 9 ]; do
            u=$x
            echo $k >&7
          done
          e) &
        # The exit code and the digest of the input, where there is one.
        set -- $({ { (
          # script takes one string of at most 128 KiB: the command comes by a pipe. On a terminal errors go where output goes,
          # and their tee ends, which is memory: within (), because {} would keep a copy of its pipe.
          [ $y ] && exec 2>&4 && printf %s "exec$(q "$@") 7>&- 8<&-" | x script -qefc ". $f/8" $y 8<&0 <&3 || : | {
              # On record first, then to the command.
              { tee $f/7 $f/8 <&3 & } 8>$f/0
              x "$@" >&4 7>&-
              # Who asked for input and sends none must not keep the session open.
              z
            } | case $1 in
              # What kubectl cp sends is a tar stream: the names and sizes in it, up to a tenth of the 10 MiB at which kubelets
              # rotate a log. What cannot be listed passes all the same: cat takes what tar leaves.
              tar) (tee $f/4 | (tar tvf - 2>&1; cat >$n) | (v $k%.0s 1e6 $f/9 tar; wait)) 4>&1 | sha256sum ;;
              *) exec sha256sum
            esac >&5
        ) 2>&1 >&4 | tee $f/9 >&2; } 4>&1 | tee $f/9 >&6; } 5>&1)
        # It goes on from one writer to the other, so that it comes behind all that was typed and shown. Fails closed: a command
        # without an exit code may not have run, and a watch that has gone has seen less than all.
        [ $1 -ge 0 ] && kill $! && echo $k$k$2$k$1 >&7 || exit
      } 7>$f/0
      # Whom nobody waits for would stay a zombie in most containers.
      wait
    } || e
  } 9>$f/0
  trap - 0
  # The writer of the log ends with the exit code of the command.
  wait $!
}

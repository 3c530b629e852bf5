s=${0#*:}
p="exec-guard session=${s%%:*} n="
s=${s#*:}
m=${s%%:*}
t=/proc/1/fd/1
f=/proc/self/fd
n=/dev/null
k=${p%% *}@$$
c= i= y= b=tee T=no l=65536
no(){
echo exec-guard: this session cannot be recorded: $1 >&2
exit 126
}
{ [ -p $t ]||[ -t 9 ];} 2>$n 9>>$t||no "the container's log is not writable"
for x in awk tee tr;do
command -v $x>$n||no "$x is missing"
done
[ "$(awk -Wi BEGIN{} 2>&1)" ]||i=-Wi
d=$(command -v stdbuf)&&d=$d\ -o0
w(){
set -- $1
printf " '%s'" "$1"
shift
[ $# = 0 ]||printf "\\\\''%s'" "$@"
}
q(){
IFS=\'
set -f
for a;do w "$a'";done
}
e(){
echo exec-guard: the recorder ended>&2
kill -9 -$$ $$
}
v(){
{ echo $k;$d tr \\0 \\1 2>&-;}<&8|{
LC_ALL=C awk $i -v"P=$1" -vL=$2 -vY=$y '
function w(x){printf"%s",(P?P (1+ ++n)" ":FS)x"\n";fflush()}
NR==1{FS=$0;R=P?"out":"in";next}
{x=$1
N+=l=length(x)+(NF<2)
if(l&&N-l<L){x=substr(x,1,L-N+l)
for(j=1;length(x)-j>=4e3;j+=4e3)w(R"+ "substr(x,j,4e3))
w(R (NF<2&&N<=L?" ":"+ ")substr(x,j))}
if(N>L&&Y~/n/)exit
if($2&&(!Y||N>L))w($2)
if(NF>2){if(N>L)w(P?"cut bytes="N-L:"in-digest "$3 N)
if(P)w("end "$3 N)
exit 3}}'<&8 >>$3&
a=$!
(trap 'kill -13 $z;wait;exit' 15
while sleep 1&z=$!;wait $z;echo $k&read _ x</proc/$a/io&&[ ${#c} -lt 10 ];do
[ "$x" = "$u" ]||c=
c=$c. u=$x
done
e)&
wait $a
[ $? = 3 ]||e
kill $!
wait
exec<&- 8<&-
echo
} 8<&0
} 8<$f/1
[ -t 0 ]&&{
T=yes l=2e9
for o in -I$f/7 $n;do
script -qefc : $o 7>$n<$n>&7 2>&1&&b=script y=$o&&break
done
}
printf %s\\n "${p}1 begin v=2 tty=$T by=$b container-user=$(id -u) command=$(q "$@"|LC_ALL=C awk '{s=s" "$0}END{print substr(s,3,1000)(length(s)>1002?"…":"")}')">>$t
[ $T = no ]||[ ! "${s#*:}" ]||printf %s\\n "${s#*:}">&2
trap '' 1 2 3
x(){
(trap - 1 2 3
exec "$@" 3<&- 4>&- 5>&- 6>&- 9>&-)
echo $?>&5
}
exec 3<&0 6>&1
v "$p" $m $t|{
v '' $l $f/9|{
set -- $({ { {
[ $y ]&&q "$@"|{
x script -qefc 'eval "exec $(cat<&8) 7>&- 8<&-"' $y 8<&0 <&3
}||:|{
{ tee $f/7 $f/8<&3&i=$!;} 8>$f/0
x "$@">&4 7>&-
kill -13 $i 2>&-
wait
}|{ sha256sum||cat>$n;}>&5 2>&-
} 2>&1 >&4|tee $f/9>&2;} 4>&1|tee $f/9>&6;} 5>&1)
echo $k$k${2:+sha256=$2 }bytes=>&7
exit $1
} 7>$f/0<&3
r=$?
echo $k${k}exit=$r bytes=>&9
exit $r
} 9>$f/0<&3

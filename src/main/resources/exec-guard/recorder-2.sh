s=${0#*:}
p="exec-guard session=${s%%:*} n="
s=${s#*:}
t=/proc/1/fd/1
f=/proc/self/fd
n=/dev/null
k=@$$@$$
c= i=-Wi y= b=tee T=no l=65536
no(){
echo exec-guard: this session cannot be recorded: $1 >&2
exit 126
}
([ -p $t ]||[ -t 9 ]) 2>$n 9>>$t||no "the container's log is not writable"
for x in awk sha256sum tee tr;do
type $x>$n||no "$x is missing"
done
[ "$(awk $i BEGIN{} 2>&1)" ]&&i=
d=$(command -v stdbuf)&&d=$d\ -o0
q(){
IFS=\'
set -f
for a;do
a=$a\'
set -- $a
x=" '"
for b;do
printf "$x%s'" "$b"
x="\\\\''"
done
done
}
e(){
echo exec-guard: the recorder ended>&2
kill -9 -$$ $$
}
v(){
$d tr \\0 \\1 <&8|LC_ALL=C awk $i -F$k -v"P=$1" -vL=$2 -vY=$y '
function f(){printf"%s",B
fflush()
B=""}
function w(x){B=B (P?P (1+ ++n)" ":FS)x"\n"
if(++c<99||length(B)>2e3)f()}
{R=P?"out":"in"
x=$1
N+=l=length(x)+(NF<2)}
l&&N-l<L{x=substr(x,1,L-N+l)
for(j=1;length(x)-j>2e3;j+=2e3)w(R"+ "substr(x,j,2e3))
w(R (NF<2&&N<=L?" ":"+ ")substr(x,j))}
N>L&&Y~/n/{exit}
$2&&(!Y||N>L){w($2)}
NF>1{c=0
P?f():w("")}
NF>2{N>L&&w(P?"cut bytes="N-L:"in-digest "$3 N)
w(P?"end exit="$3 N:FS $4)
exit $3}END{f()}'>$3&
}
[ -t 0 ]&&{
l=2e9
T=yes$(stty size 2>$n|awk '$1{print" size="$1"x"$2}')
z(){ script -qefc : $1 7>$n<$n>&7 2>&1&&b=script y=$1;}
z -I$f/7||z $n
[ ! "${s#*:}" ]||printf %s\\n "${s#*:}">&2
}
printf %s\\n "${p}1 begin v=2 tty=$T by=$b container-user=$(id -u) command=$(q "$@"|tr \\n \ |cut -c2-999)">$t
trap '' 1 2 3
x(){
(trap - 1 2 3
exec "$@" 3<&- 4>&- 5>&- 6>&- 9>&-)
echo $?>&5
}
exec 3<&0 6>&1
:|{
{
v "$p" ${s%%:*} $t 8<&0 9>&-
a=/proc/$!
exec<&3
:|{
{
v '' $l $f/9 8<&0 7>&-
(while sleep 1&trap 'kill -13 $! 2>&-;wait;exit' 15;wait $!;read _ x<$a/io;[ -e $a/exe -a ${#c} -lt 9 ];do
[ .$x = .$u ]||c=
c=$c. u=$x
echo $k>&7
done
e)&
set -- $({ { {
[ $y ]&&q "$@" |
x script -qefc 'eval "exec $(cat<&8) 7>&- 8<&-"' $y 8<&0 <&3 ||
:|{
{ tee $f/7 $f/8<&3&} 8>$f/0
x "$@">&4 7>&-
kill -13 $! 2>&-
wait
}|sha256sum>&5
} 2>&1 >&4|tee $f/9>&2;} 4>&1|tee $f/9>&6;} 5>&1)
kill $!
echo $k${k}sha256=$2 bytes=$k$1 bytes=>&7
} 7>$f/0
wait
}
} 9>$f/0
wait $!
}

s=${0#*:}
g=${0%%/*}
p="$g session=${s%%:*} n="
s=${s#*:}
t=/proc/1/fd/1
f=/proc/self/fd
n=/dev/null
k=@$$@$$
c= u= i=awk d= y= b=tee T=no l=65536
hash awk sha256sum tee tr&&[ -p $t -o -t 9 ] 9>>$t||{
echo $g: cannot record: no log or tool>&2
exit 126
}
hash mawk 2>$n&&i=mawk\ -Wi
hash stdbuf 2>$n&&d=stdbuf\ -o0
q(){
IFS=\'
set -f
for a;do
a=$a\'
x=" '"
for b in $a;do
printf "$x%s'" "$b"
x="\\\''"
done
done
}
e(){
echo $g: the recorder ended>&2
kill -9 -$$ $$
}
z(){
kill -13 $! 2>&-
wait
}
v(){
$d tr \\0 \\1<&8|LC_ALL=C $i -F$k '
function w(x){if(x||!n)B=B sprintf(G,n+=n>0,x)
if(++c<99||!x||length(B)>2e3){printf"%s",B
fflush()
B=""}}N>L&&NF<2{N+=length+1;next}{N+=l=length($1)+(t=NF<2);t*=N<=L}t&&l<2e3{w(R" "$0);next}x=substr($1,1,L-N+l){for(j=1;length(x)-j>2e3;j+=2e3)w(R"+ "substr(x,j,2e3))
w(R (t?" ":"+ ")substr(x,j))}N>L&&Y~/n/{exit}$2&&(!Y||N>L){w($2)}NF>1{c=w()}NF>2{N>L&&w(n?"cut"b N-L:"in-digest sha256="$3 b N)
w(n?"end exit="$3 b N:FS $4)
exit$3}END{w()}' G="$1%s\n" L=$2 R=$4 n=$5 Y=$y b=\ bytes=>$3&
} 8<&0
[ -t 0 ]&&{
l=2e9
T=yes\ size=$(stty size 2>$n|tr \  x)
for x in -I$f/7 $n;do
script $x "-qef${SHELL+c: }V" 7>$n<$n>&7 2>&1&&b=script y=$x&&break
done
x=${s#*:}
${x:+printf %s\\n "$x"}>&2
}
printf "$p%s\n" "1 begin v=2 tty=$T by=$b user=$(id -u) command=$(q "$@"|tr \\n \ |cut -c2-999)">$t
trap '' 1 2 3
x(){
(trap - 1 2 3
exec "$@" 3<&- 4>&- 5>&- 6>&- 9>&-)
echo $?>&5
}
exec 3<&0 6>&1
:|{
trap e 0
{
v "$p%d " ${s%%:*} $t out 1 9>&-
a=/proc/$!
exec<&3
:|{
{
v $k%.0s $l $f/9 in 7>&-
(while sleep 1&trap 'z;exit' 15;wait $!;read _ x<$a/io&&[ $((c=x-u?0:c+1)) != 9 ];do
u=$x
echo $k>&7
done
e)&
set -- $({ { (
[ $y ]&&exec 2>&4&&printf %s "exec$(q "$@") 7>&- 8<&-"|x script -qefc ". $f/8" $y 8<&0 <&3||:|{
{ tee $f/7 $f/8<&3&} 8>$f/0
x "$@">&4 7>&-
z
}|case $1 in
tar)(tee $f/4|(tar tvf - 2>&1;cat>$n)|(v $k%.0s 1e6 $f/9 tar;wait)) 4>&1|sha256sum;;
*)exec sha256sum
esac>&5
) 2>&1 >&4|tee $f/9>&2;} 4>&1|tee $f/9>&6;} 5>&1)
[ $1 -ge 0 ]&&kill $!&&echo $k$k$2$k$1>&7||exit
} 7>$f/0
wait
}||e
} 9>$f/0
trap - 0
wait $!
}

// Operators, conversions and comparisons of BigInts at the edges of limbs, and of Number: sums of everything they give, calculated elsewhere too.
// stress: skip, millions of safepoints
const E=[0n,1n,-1n,2n,-2n,3n,7n,-8n,63n,64n,-64n,65n,(1n<<31n),(1n<<32n)-1n,(1n<<53n),(1n<<53n)+1n,(1n<<62n),(1n<<63n)-1n,(1n<<63n),-(1n<<63n),-(1n<<63n)-1n,(1n<<64n)-1n,(1n<<64n),-(1n<<64n),(1n<<64n)+1n,(1n<<127n),(1n<<128n)-1n,-(1n<<128n),(1n<<200n)-5n,-(1n<<500n)+3n,(1n<<900n)+1n,(1n<<1000n)-1n,-(1n<<1900n)+7n,(1n<<2100n)+9n];
const N=[0,-0,1,-1,1.5,-1.5,2**31,2**53,2**53+2,-(2**63),2**63,2**64,1e300,-1e300,Infinity,-Infinity,NaN,5e-324,true,null];
function ops(a,b){let r=[];
 r.push(a+b,a-b,a*b,a&b,a|b,a^b);
 if(b!==0n){r.push(a/b,a%b)}
 if(b<3000n&&b>-3000n){r.push(a<<b,a>>b)}
 if(b>=0n&&b<40n)r.push(a**b);
 r.push(a<b,a<=b,a>b,a>=b,a==b,a!=b,a===b,a!==b);
 if(a<b)r.push(1);if(!(a<b))r.push(2);if(a>=b)r.push(3);if(a===b)r.push(4);if(a!=b)r.push(5);
 return r}
function un(a){let c=a,d=a;c++;d--;return [-a,~a,c,d,BigInt.asIntN(64,a),BigInt.asUintN(64,a),BigInt.asIntN(3,a),BigInt.asUintN(200,a),BigInt.asIntN(0,a),BigInt.asUintN(1,a),Number(a),a.toString(),a.toString(16),a.toString(2),a.toString(7),BigInt(String(a))===a,Number.isFinite(Number(a))&&BigInt(Number(a)),!a,typeof a]}
function num(a,n){return [a<n,a<=n,a>n,a>=n,a==n,n<a,n<=a,n>a,n>=a,n==a]}
let h=0n;function mix(v){let s=String(v);for(let i=0;i<s.length;i++)h=BigInt.asUintN(61,h*31n+BigInt(s.charCodeAt(i)))}
for(let k=0;k<3;k++)for(const a of E){for(const b of E)mix(ops(a,b));mix(un(a));for(const n of N)mix(num(a,n))}
let err=[];for(const f of [()=>1n/0n,()=>1n%0n,()=>1n+1,()=>2n**-1n,()=>1n>>>0n,()=>+1n,()=>(1n<<70n)/0n,()=>{let x=5n;x=x*2;},()=>BigInt(1.5),()=>BigInt("12x")])for(let i=0;i<5;i++){try{f();err.push('none')}catch(e){err.push(e.name)}}
mix(err.join());print(h+" "+err.length+" "+BigInt("  -123 ")+BigInt("")+BigInt("0x1f"));
let a64=new BigInt64Array(8),u64=new BigUint64Array(8);for(let i=0;i<40;i++){a64[i&7]=E[i%E.length];u64[i&7]=E[(i*7)%E.length];a64[(i+3)&7]+=u64[i&7]*3n}
print(a64.join()+u64.join());

// expect: 891342622813145164 50 -123031
// expect: 4,-6,3,1,-1,2,-2,39223372036854775807,0,0,18446744073709551608,9007199254740992,18446744073709551615,18446744073709551611,1

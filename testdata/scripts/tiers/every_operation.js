// Operations of many kinds in functions that get hot: iteration, patterns, templates, literals, closures,
// surplus arguments, private elements, mixed operands, shortcuts, and what they throw.
// stress: skip, millions of safepoints
function sum(a){ let s=0; for (const v of a) { if (v===7) continue; if (v>100) break; s+=v; } return s; }
function str(a){ let s=''; for (const c of a) s+='<'+c+'>'; return s; }
function inn(o){ let s=''; for (const k in o) s+=k+o[k]; return s; }
function des(a){ const [x,y=5,...r]=a; return x+y+r.length; }
function obj({a,b:{c=3}={},...r}){ return a+c+Object.keys(r).length; }
function ent(m){ let s=0; for (const [k,v] of m) s+=k*v; return s; }
function thr(a){ let n=0; for (let i=0;i<5;i++) { try { for (const v of a) { n++; if (v>2) throw new Error('e'+n); } } catch(e) { n+=e.message.length; } finally { n+=1000; } } return n; }
function* g(n){ for(let i=0;i<n;i++) yield i; }
function spread(f,...a){ return Math.max(...a, ...g(3)) + f(...a); }
function cl(n){ let fs=[]; for (let i=0;i<n;i++){ let k=i*2; fs.push(()=>i+k++); } return fs.map(f=>f()+f()).join(); }
function tmpl(a,b){ return `x${a}y${b}${a}` + `${b}`; }
function keys(o,k,v){ return {[k]:v, [o]:k, m(){return k}, get z(){return v}, __proto__:null, ...o}; }
function ty(x){ return typeof x + (x instanceof Array) + (typeof x === 'function'); }
class C { #p=1; static s=2; get p(){return this.#p} set p(v){ this.#p=v } has(o){ return #p in o } inc(){ return ++this.#p + this.p++ } sup(){ return super.toString.call(this) + super.hasOwnProperty('x') } }
function many(a,...r){ a=String(a); let t=0; for (let i=0;i<r.length;i++) t+=r[i]; return a+t+arguments.length; }
function args(){ let t=0; for (let i=0;i<arguments.length;i++) t+=arguments[i]; return t; }
function mapped(a,b){ arguments[0]=b; a+=1; return arguments[0]+arguments.length; }
function sw(x){ switch(x){ case 1: return 'a'; case 'k': return 'b'; case null: return 'c'; default: return x?.y?.z ?? 'd'; } }
function cmp(a,b){ return [a<b,a<=b,a==b,a===b,a!=b,a>b, a<b?1:2, !(a>=b)].join(); }
function ar(a,b){ return [a+b,a-b,a*b,a%b,a/b,-a,+b,~a,a&b,a|b,a<<b,a>>>b, a**2].join(); }
function el(a,i){ let s=''; for (let j=0;j<i;j++){ s+=a[j]; a[j]=j; a[i+j]=j; } a.length=0; return s+a.x+('x' in a)+delete a.x; }
function chars(s){ let t=''; for(let i=0;i<s.length;i++) t+=s.charAt(i)+s[i]+s.charCodeAt(i)+String.fromCharCode(65+i)+Math.sign(i-2); return t; }
function pops(a){ let s=0; while(a.length) s+=a.pop(); return s+a.push(1); }
function lab(n){ let c=0; outer: for (const i of [1,2,3]) for (const j of [1,2,3]) { if (j==2) continue outer; if (i==n) break outer; c+=i*j; } return c; }
function cal(f,o,...a){ return f.call(o,1,2)+f.apply(o,a)+f.bind(o)(3,4); }
function* dd(){ try { yield 1; yield 2 } finally { dd.c=(dd.c||0)+1; } }
function early(){ for (const v of dd()) { return v; } }
const out=[];
for (let i=0;i<120;i++) {
 const c=new C(); const o={a:i,b:{c:2},d:1,e:2}; 
 out.length=0;
 out.push(sum([1,2,7,i,200,3]), sum(new Set([1,i])), str('héllo'+i), str(['a','b']), inn({a:1,b:i}), inn('xy'), des([1,undefined,3,4]), des([i]), des('abc'), obj(o), obj({a:1}), ent([[1,2],[i,4]]), ent(new Map([[1,i]])), thr([1,2,3]), thr([1]), spread((...a)=>a.length, 1,2,i), cl(4), tmpl(i,'q'), tmpl(1.5,{toString(){return 'T'}}), JSON.stringify(keys({q:1},'k',i)), ty(i)+ty([])+ty(ty)+ty(null)+ty('s')+ty(Symbol.iterator)+ty(1n), c.p, c.inc(), c.has(c), c.has({}), c.sup(), many(i,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40), many(1), args(1,2,i), args(), mapped(1,2), mapped(1), sw(1)+sw('k')+sw(null)+sw({y:{z:9}})+sw(2.5), cmp(1,i)+cmp('a','b')+cmp('a',i)+cmp(1.5,null)+cmp(undefined,null)+cmp(1n,2), ar(i,3)+ar('5',i)+ar(1.5,-i)+ar(null,true)+ar({valueOf(){return 4}},2), el([1,2,3],3)+el(['a'],2), chars('abc'+i)+chars('é☃'), pops([1,2,i]), lab(i%4), cal(function(a,b){return this.k+a+(b|0)},{k:i},5,6), early(), dd.c);
 try { des(null) } catch(e) { out.push(e.message) } try { sum(5) } catch(e) { out.push(e.message) } try { new C().inc.call({}) } catch(e) { out.push(e.message) } try { i in 5 } catch(e) { out.push(e.message) }
}
for (const o of out) print(String(o));
// expect: 3
// expect: 1
// expect: <h><é><l><l><o><1><1><9>
// expect: <a><b>
// expect: a1b119
// expect: 0x1y
// expect: 8
// expect: 124
// expect: ab1
// expect: 123
// expect: 4
// expect: 478
// expect: 119
// expect: 5037
// expect: 5005
// expect: 122
// expect: 1,7,13,19
// expect: x119yq119q
// expect: x1.5yT1.5T
// expect: {"k":119,"[object Object]":"k","z":119,"q":1}
// expect: numberfalsefalseobjecttruefalsefunctionfalsetrueobjectfalsefalsestringfalsefalsesymbolfalsefalsebigintfalsefalse
// expect: 1
// expect: 4
// expect: true
// expect: false
// expect: [object Object]false
// expect: 11982041
// expect: 101
// expect: 122
// expect: 0
// expect: 5
// expect: NaN
// expect: abc9d
// expect: true,true,false,false,true,false,1,truetrue,true,false,false,true,false,1,truefalse,false,false,false,true,false,2,truefalse,false,false,false,true,true,2,falsefalse,false,true,false,false,false,2,truetrue,true,false,false,true,false,1,true
// expect: 122,116,357,2,39.666666666666664,-119,3,-120,3,119,952,14,141615119,-114,595,5,0.04201680672268908,-5,119,-6,5,119,41943040,0,25-117.5,120.5,-178.5,1.5,-0.012605042016806723,-1.5,-119,-2,1,-119,512,0,2.251,-1,0,0,0,0,1,-1,0,1,0,0,06,2,8,0,2,-4,2,-5,0,6,16,1,16
// expect: 123undefinedfalsetrueaundefinedundefinedfalsetrue
// expect: aa97A-1bb98B-1cc99C01149D11149E19957F1éé233A-1☃☃9731B-1
// expect: 123
// expect: 3
// expect: 378
// expect: 1
// expect: 120
// expect: a is not iterable
// expect: a is not iterable
// expect: Cannot read private member #p from an object whose class did not declare it
// expect: Cannot use 'in' operator to search for '119' in 5

// Constructs in functions that get hot: plain and derived classes, fields, super in branches, builtins,
// functions that return other objects, constructors that throw, callees that are none.
// stress: skip, millions of safepoints
class P { constructor(x){ this.x=x; } }
class F { a=1; b=this.a+1; constructor(x){ this.c=x; } }
class Q extends P { f=1; constructor(x,y){ super(x); this.y=y; } }
class R extends Array { constructor(n){ super(n); this.k = n; } }
class T2 extends P { g; constructor(x){ if (x > 3) { super(x); } else { super(-x); } try { super(9); } catch (e) { this.err = e.name; } } }
function mk(i) { let s=0; for (let j=0;j<20;j++){ const p=new P(i+j), f=new F(j), q=new Q(j,i), r=new R(j), t=new T2(j); const a=new Array(j), b = new Array(), o=new Object(), d=new Map([[1,j]]); a[0]=j; s += p.x+f.c+f.b+q.y+q.f+r.k+r.length+t.x+(t.err==='ReferenceError')+a.length+b.length+d.get(1); } return s; }
function bad(C, i){ try { return new C(i).x; } catch(e) { return e.name+':'+e.message+i; } }
class Thr { constructor(i){ if (i%7==0) throw new RangeError('r'+i); this.x=i; } }
function thr(n){ let out=0; for (let i=0;i<n;i++){ let k=i*2; try { const t=new Thr(i); out += t.x; k++; } catch(e) { out += e.message.length + k; } } return out; }
let s=0; for (let i=0;i<100;i++) s+=mk(i);
print(s);
let l=''; for (let i=0;i<400;i++) l=bad(i%3==0?Math.sin:i%3==1?P:undefined,i)+bad(Math.sin,i)+bad(P,i);
print(l + ' ' + bad(undefined, 1));
print(thr(3000));
function Old(a){ this.a=a; if (a%2) return {a:5}; }
Old.prototype.m=function(){return this.a};
let z=0; for (let i=0;i<5000;i++){ const o=new Old(i); z+=o.a; if (o.m) z+=o.m(); }
print(z);
class D extends P { constructor(x){ super(x); return x%2?{x:7}:undefined; } }
function nt(){ return new.target===undefined?0:1 }
function usent(){ return nt()+ (new nt() instanceof nt) }
z=0; for (let i=0;i<3000;i++){ z+=new D(i).x+usent(); }
print(z);
// expect: 337900
// expect: TypeError:C is not a constructor399TypeError:C is not a constructor399399 TypeError:C is not a constructor1
// expect: 5143127
// expect: 12507500
// expect: 2262000

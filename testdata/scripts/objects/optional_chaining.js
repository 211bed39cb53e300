// ?. short-circuits the whole chain; ?? and logical assignment look at null and undefined only.
const o = { a: { b: () => "called", n: null }, zero: 0, self() { return this === o; } };
let count = 0;
print(String(o?.x?.y.z[count++].w) + count); // expect: undefined0
print(o?.a?.b?.() + " " + String(o.missing?.()) + " " + String(null?.[count++]) + count);
// expect: called undefined undefined0
print(o?.["self"]() + " " + o.self?.() + " " + (o?.self)()); // expect: true true true
print(String(delete o?.nothing) + delete o?.a?.gone + String(delete null?.x)); // expect: truetruetrue
try { o.a.n.x; } catch (e) { print(e.message); } // expect: Cannot read properties of null (reading 'x')
try { o.missing(); } catch (e) { print(e.message); } // expect: o.missing is not a function
try { o?.a.missing.deep; } catch (e) { print(e.message); }
// expect: Cannot read properties of undefined (reading 'deep')
try { (o?.nope).x; } catch (e) { print(e.message); } // expect: Cannot read properties of undefined (reading 'x')
try { o.zero?.(); } catch (e) { print(e.message); } // expect: o.zero is not a function
print((0 ?? "d") + "|" + ("" ?? "d") + "|" + (null ?? "d") + "|" + (undefined ?? null ?? "e")); // expect: 0||d|e
let l = null; l ??= "assigned"; l ??= "not again";
print(l); // expect: assigned
let t = 1; t &&= 2; let f = 0; f ||= 3; f &&= 0;
print(t + "" + f); // expect: 20
const ro = Object.freeze({ x: 1 });
(function () { "use strict"; ro.x ??= 5; ro.x ||= 5; })();
print(ro.x); // expect: 1
let gets = 0, sets = 0;
const acc = { get v() { gets++; return 1; }, set v(x) { sets++; } };
acc.v ||= 2; acc.v ??= 2; acc.v &&= 2;
print(gets + " " + sets); // expect: 3 1
print(`${o?.a}`.length + (o?.a ? "yes" : "no")); // expect: 15yes
print(typeof o?.q?.r + " " + (o?.zero).toFixed(1) + (true?.5:1)); // expect: undefined 0.00.5
class P { #x = 1; static get(o) { return o?.#x; } }
print(P.get(new P()) + String(P.get(null))); // expect: 1undefined
print([1, 2]?.[0] + "abc"?.length); // expect: 4

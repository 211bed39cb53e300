// Arrays that are destructured in hot code: those that are made for it, shorter ones, holes, what defaults and targets do
// meanwhile, throws, and iteration that the script has changed.
function swap(n) { let a = 1, b = 2; for (let i = 0; i < n; i++) [a, b] = [b, a + 1]; return a + "," + b; }
function places(list, n) { for (let i = 0; i < n; i++) { const j = i % 2; [list[j], list[j + 1]] = [list[j + 1], list[j]]; } return list.join(""); }
const pair = (i) => [i, -i];
function pairs(n) { let s = 0; for (let i = 0; i < n; i++) { const [a, b, c] = pair(i); s += a - b + (c === undefined ? 1 : 0); } return s; }
function defaults([a = 1, b = a + 1, c = 7] = []) { return a + ":" + b + ":" + c; }
function nested([[a, [b]], ...[c]]) { return a + b + c; }
function rest([a, ...r]) { return a + "/" + r.join(); }
function grows(list) { const [a, b = list.push(5, 6), c] = list; return a + "," + b + "," + c; }
function shows(n) { const kept = []; for (let i = 0; i < n; i++) { const t = [i, i + 1]; const [a, b] = t; if (i % 7 === 3) kept.push(t); if (a + b < 0) return t; } return kept.join("|"); }
function leaves(n, bad) { let s = 0; for (let i = 0; i < n; i++) { const t = [i, bad]; const [a, b] = t; s += a + b * 2; if (i === n - 1) s += t.length; } return s; }
function thrown(n) { let c = ""; for (let i = 0; i < n; i++) { try { const t = [i, i]; const [a, b = fail()] = i === n - 1 ? [i] : t; c = a + b; } catch (e) { c = e + c; } } return c; }
function fail() { throw "fail"; }
function counts(list) { let s = 0; for (const [k, v = 10] of list) s += k * v; return s; }
function early(list) { for (const [k, v] of list) if (v > 2) return k; return -1; }
function written(n) { let s = 0; for (let i = 0; i < n; i++) { const t = [i, 1]; t[0] = 5; const [a, b] = t; t.push(3); const [, , c] = t; s += a + b + c; } return s; }
function all() {
  return [swap(9), places([1, 2, 3], 7), pairs(12), defaults(), defaults([3]), defaults([3, undefined, 4]), nested([[1, [2]], 3]), rest([1, 2, 3]), grows([1]), grows([1, 2, 3]),
    shows(12), leaves(9, 1), leaves(9, 0.5), leaves(9, "x"), thrown(5), counts([[1, 2], [3], [4, 5]]), early([[1, 2], [2, 3]]), early([]), written(9)].join(" ");
}
const seen = new Set();
for (let i = 0; i < 24; i++) seen.add(all());
for (const s of seen) print(s);
print(defaults([, 2]) + " " + nested(["xy", "z"]) + " " + counts(new Map([[2, 3]])) + " " + rest(new Set([4, 5])) + " " + defaults("xyz"));
for (const bad of [null, 5, {}]) try { rest(bad); } catch (e) { print(e.name); }
const proto = Object.getPrototypeOf([][Symbol.iterator]()), next = proto.next;
let closed = 0;
proto.return = function () { closed++; return {}; };
print(all() === [...seen][0]);
print(closed > 0);
function short() { const [a, b = late(), c] = [1]; return a + b + c; }
function late() { delete proto.return; proto.return = () => { closed = "closed"; return {}; }; return 2; }
closed = 0;
delete proto.return;
for (let i = 0; i < 30; i++) { short(); delete proto.return; }
print(closed);
proto.next = function () { const r = next.call(this); if (!r.done && typeof r.value === "number") r.value *= 10; return r; };
print(swap(3) + " " + pairs(4) + " " + defaults([1, 2]));
proto.next = next;
print(swap(9) + " " + pairs(4) + " " + defaults([1, 2]));
Array.prototype[1] = "inherited";
print(defaults([8]) + " " + defaults([8, , 1]));
delete Array.prototype[1];
const values = Array.prototype[Symbol.iterator];
Array.prototype[Symbol.iterator] = function* () { yield "own"; };
print(swap(3) + " " + defaults([1, 2]));
Array.prototype[Symbol.iterator] = values;
print(all() === [...seen][0]);
{
  const holes = (x) => { const [a, b = 3, c] = [, x, ]; return String(a) + b + c; };
  const middle = (x) => { const t = [x, , 2]; const [p, q, r, s] = t; return [p, q, r, s].map(String).join(); };
  const shortened = (x) => { const t = [x, 1]; t.length = 1; const [p, q] = t; t[3] = 2; const [a, b, c, d] = t; return [p, q, a, b, c, d].map(String).join(); };
  const written = (x) => { const t = [x, 1]; t[0] = 7; t.push(9); const [p, q, r] = t; return p + "," + q + "," + r; };
  const thrown = (x) => { try { throw [x, , x + 1]; } catch (e) { const [u, v, w] = e; return u + String(v) + w; } };
  const all = (x) => [holes(x), middle(x), shortened(x), written(x), thrown(x)].join(" ");
  for (let i = 0; i < 200; i++) all(i);
  print(all(1));
  Array.prototype[1] = "proto";
  print(all(2));
  delete Array.prototype[1];
  print(all(3));
}
// expect: 6,6 213 144 1:2:7 3:4:7 3:4:4 6 1/2,3 1,3,undefined 1,2,3 3,4|10,11 56 47 NaN fail6 52 2 -1 81
// expect: 1:2:7 xyz 6 4/5 x:y:z
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: true
// expect: true
// expect: 0
// expect: 2100,2010 124 10:20:7
// expect: 6,6 16 1:2:7
// expect: 8:9:7 8:inherited:1
// expect: own,undefined own:own1:7
// expect: true
// expect: undefined1undefined 1,undefined,2,undefined 1,undefined,1,undefined,undefined,2 7,1,9 1undefined2
// expect: undefined2undefined 2,proto,2,undefined 2,undefined,2,proto,undefined,2 7,1,9 2proto3
// expect: undefined3undefined 3,undefined,2,undefined 3,undefined,3,undefined,undefined,2 7,1,9 3undefined4

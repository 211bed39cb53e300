// Members of numbers, strings, symbols and BigInts, and accessors called length, in hot code.
class V { constructor(x, y) { this.x = x; this.y = y; } get length() { return Math.hypot(this.x, this.y); } set length(n) { this.x = n; } }
class W extends V { get length() { return super.length + 1; } }
function size(o) { return o.length; }
let total = 0;
for (let i = 0; i < 2000; i++) total += size(new V(3, 4)) + size(new W(3, 4));
print(total);
// expect: 22000
const all = [new V(3, 4), [1, 2], "text", new Uint8Array(7), new W(0, 1), { length: 9 }, function (a, b) {}, new Float64Array(3)];
total = 0;
for (let i = 0; i < 4000; i++) total += size(all[i & 7]);
print(total);
// expect: 17000
Number.prototype.double = function () { "use strict"; return this * 2; };
function double(x) { return x.double(); }
total = 0;
for (let i = 0; i < 2000; i++) total += double(i) + double(i / 2) + double(-0) + double(NaN || 1);
print(total);
// expect: 6001000
print(double({ double() { return "own"; } }));
// expect: own
for (const x of ["text", Symbol("s"), 10n, true, undefined]) {
  try { print(double(x)); } catch (e) { print(e.constructor.name); }
}
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
function text(x) { return x.toString(); }
let out = "";
for (const list of [[5, 2.5, -1, 2 ** 40], [5n, -(2n ** 70n)], [Symbol("a"), Symbol.iterator], ["s", "\u6f22"], [true, false], [5, "s", 5n]]) {
  for (let i = 0; i < 600; i++) out = text(list[i % list.length]);
  print(list.map(text).join() + " " + out);
}
// expect: 5,2.5,-1,1099511627776 1099511627776
// expect: 5,-1180591620717411303424 -1180591620717411303424
// expect: Symbol(a),Symbol(Symbol.iterator) Symbol(Symbol.iterator)
// expect: s,漢 漢
// expect: true,false false
// expect: 5,s,5 5
Number.prototype.double = () => "new";
print(double(4) + text(7));
// expect: new7

// Loops over typed arrays of all kinds, whose memory changes meanwhile, and reads of elements above 2^31.
const kinds = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array, BigInt64Array];
function sum(a) {
  let s = a instanceof BigInt64Array ? 0n : 0;
  for (const x of a) s += x;
  return s;
}
const sums = [];
for (const K of kinds) {
  const a = K === BigInt64Array ? K.from({ length: 50 }, (_, i) => BigInt(i * 7 - 20)) : K.from({ length: 50 }, (_, i) => i * 83886080.5 - 9);
  let s;
  for (let i = 0; i < 60; i++) s = sum(a);
  sums.push(s);
}
print(sums.join());
// expect: 150,4758,12495,150,1179798,-318766954,107055415446,102760447983,102760448162.5,7575
const big = new Uint32Array([1, 0x80000000, 0xffffffff, 5]);
function mix(c, i) { return big[(c ^ i) & 3] ^ (c >>> 8); }
let c = 0xffffffff, total = 0;
for (let i = 0; i < 3000; i++) { c = mix(c, i); total += big[i & 3]; }
print(c + " " + total);
// expect: -1 4831838211750
function kept(a, when, what) {
  let n = 0;
  for (const x of a) { n += x; if (n === when) what(); }
  return n;
}
for (let i = 0; i < 100; i++) kept(new Uint8Array(20).fill(1), -1);
const buffer = new ArrayBuffer(32, { maxByteLength: 64 });
const grown = new Uint8Array(buffer).fill(1);
print(kept(grown, 5, () => { buffer.resize(40); grown.fill(1); }));
// expect: 40
print(kept(grown, 5, () => buffer.resize(16)));
// expect: 16
const fixed = new Uint8Array(buffer, 4, 8).fill(1);
try { kept(fixed, 3, () => buffer.resize(8)); } catch (e) { print(e.constructor.name); }
// expect: TypeError
const gone = new Uint8Array(16).fill(1);
try { kept(gone, 3, () => gone.buffer.transfer()); } catch (e) { print(e.constructor.name); }
// expect: TypeError
const it = new Int32Array([1, 2, 3])[Symbol.iterator]();
function rest(it) { const out = []; for (const x of it) out.push(x); return out.join(); }
it.next();
print(rest(it) + ";" + rest(it) + ";" + rest(new Int32Array([4, 5]).entries()) + ";" + rest(new Uint8Array(3).keys()));
// expect: 2,3;;0,4,1,5;0,1,2
class Sub extends Uint8Array { *[Symbol.iterator]() { yield 7; yield 8; } }
print(rest(new Sub(5)));
// expect: 7,8
const next = Object.getPrototypeOf([][Symbol.iterator]()).next;
Object.getPrototypeOf([][Symbol.iterator]()).next = function () { const r = next.call(this); if (!r.done) r.value *= 2; return r; };
print(rest(new Uint8Array([1, 2])) + " " + sum(new Float64Array([1.5, 2])));
// expect: 4,8 14

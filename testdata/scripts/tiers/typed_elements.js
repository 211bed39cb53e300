// Elements of typed arrays of every type, in loops that are hot, and what makes a fast path give way.
// stress: skip, millions of safepoints
const say = (...a) => print(a.map(String).join(" "));
const types = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array];
const odd = [0, -0, 1, -1, 1.5, 2.5, -0.5, 127.5, 128, 255, 256, 300, -300, 65535.9, 65536, 2 ** 31, 2 ** 32 + 5, -(2 ** 31) - 1, 2 ** 53, 1e300, NaN, Infinity, -Infinity, 5e-324, "7", null, undefined, true];
function store(T) {
  const a = new T(odd.length);
  for (let r = 0; r < 60; r++) for (let i = 0; i < odd.length; i++) a[i] = odd[i];
  let s = "";
  for (let i = 0; i < a.length; i++) s += (Object.is(a[i], -0) ? "-0" : a[i]) + " ";
  return s;
}
function compare(T) {
  const a = new T(odd.length);
  a.set(odd.map(Number));
  let s = "";
  for (let i = 0; i < a.length; i++) s += (Object.is(a[i], -0) ? "-0" : a[i]) + " ";
  return s === store(T);
}
say(types.map(compare).join()); // expect: true,true,true,true,true,true,true,true,true
say(store(Uint8ClampedArray)); // expect: 0 0 1 0 2 2 0 128 128 255 255 255 0 255 255 255 255 0 255 255 0 255 0 0 7 0 0 1 
say(store(Int16Array)); // expect: 0 0 1 -1 1 2 0 127 128 255 256 300 -300 -1 0 0 5 -1 0 0 0 0 0 0 7 0 0 1 
function sum(a, n) { let s = 0; for (let i = 0; i < n; i++) s += a[i]; return s; }
for (const T of types) {
  const a = new T(100).fill(3);
  for (let r = 0; r < 60; r++) if (sum(a, 100) !== 300) say("wrong", T.name);
}
// Beyond the end, at other types, at other classes.
function at(a, i) { return a[i]; }
const f64 = new Float64Array([1.5, NaN, -0, 4]);
for (let i = 0; i < 3000; i++) at(f64, i & 3);
say(at(f64, 4), at(f64, -1), at(f64, 1), Object.is(at(f64, 2), -0), at([7], 0), at("abc", 1), at({ 2: "x" }, 2), at(new Uint8Array([9]), 0));
// expect: undefined undefined NaN true 7 b x 9
// Large unsigned values.
const u32 = new Uint32Array(64);
function big(a) { let s = 0; for (let i = 0; i < 64; i++) { a[i] = 0xFFFFFFF0 + i; s += a[i]; } return s; }
let total = 0;
for (let r = 0; r < 100; r++) total = big(u32);
say(total); // expect: 68719477728
// NaNs with any bits stay numbers.
const raw = new Uint32Array(4), seen = new Float64Array(raw.buffer), seen32 = new Float32Array(raw.buffer);
function look(i) { return seen[i & 1]; }
for (let i = 0; i < 3000; i++) look(i);
raw[1] = 0xFFFE0000; raw[0] = 1234; raw[3] = 0xFFFFFFFF; raw[2] = 0xFFFFFFFF;
say(look(0), look(1), typeof look(0)); // expect: NaN NaN number
for (let i = 0; i < 3000; i++) if (!isNaN(seen32[3])) say("wrong");
// A buffer that goes away, grows, shrinks or is shared.
function fill(a, v) { let n = 0; for (let i = 0; i < 8; i++) { a[i] = v; if (a[i] === v) n++; } return n; }
const gone = new Uint8Array(8);
for (let i = 0; i < 1000; i++) fill(gone, i & 7);
const moved = gone.buffer.transfer();
say(fill(gone, 5), gone.length, gone[0], new Uint8Array(moved)[3]); // expect: 0 0 undefined 7
const flexible = new ArrayBuffer(4, { maxByteLength: 16 }), view = new Uint8Array(flexible);
for (let i = 0; i < 1000; i++) fill(view, 1);
say(fill(view, 2)); flexible.resize(16); say(fill(view, 3)); flexible.resize(2); say(fill(view, 4), view.length);
// expect: 4
// expect: 8
// expect: 2 2
const shared = new Int32Array(new SharedArrayBuffer(32));
let last = 0;
for (let i = 0; i < 1000; i++) last = fill(shared, i);
say(last, shared[7]); // expect: 8 999
// Part of a buffer.
const part = new Uint16Array(new ArrayBuffer(64), 6, 5);
for (let i = 0; i < 1000; i++) fill(part, i);
say(fill(part, 9), new Uint16Array(part.buffer).join()); // expect: 5 0,0,0,9,9,9,9,9,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0
// The length is a getter that can be replaced.
function count(a) { let n = 0; for (let i = 0; i < a.length; i++) n++; return n; }
const twelve = new Int8Array(12);
for (let i = 0; i < 1000; i++) count(twelve);
Object.defineProperty(Int8Array.prototype, "length", { get() { return 3; }, configurable: true });
say(count(twelve)); // expect: 3
delete Int8Array.prototype.length;
say(count(twelve)); // expect: 12
Object.defineProperty(twelve, "length", { value: 2 });
say(count(twelve), count([1, 2]), count("abcd"), count({ length: 1.5 }), count({ length: "3" }), count(5)); // expect: 2 2 4 2 3 0
try { count(null); } catch (e) { say(e.message); } // expect: Cannot read properties of null (reading 'length')
// A store that runs code which detaches.
const trap = new Float64Array(8);
function set(a, v) { for (let i = 0; i < 8; i++) a[i] = v; }
for (let i = 0; i < 1000; i++) set(trap, 1.5);
set(trap, { valueOf() { if (trap.length) trap.buffer.transfer(); return 1; } });
say(trap.length, trap[0]); // expect: 0 undefined

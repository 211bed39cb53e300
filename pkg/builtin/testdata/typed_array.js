// Typed arrays, buffers and views, and what happens when a buffer changes under them.
function same(actual, expected, what) {
  if (!Object.is(String(actual), String(expected))) throw new Error((what || "") + ": got " + String(actual) + ", want " + String(expected));
}
function throws(ctor, f) {
  try { f(); } catch (e) {
    if (e instanceof ctor) return;
    throw e;
  }
  throw new Error("no " + ctor.name);
}

const kinds = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float16Array, Float32Array, Float64Array];
for (const T of kinds) {
  const a = T.from([3, 1, 2]);
  same(a.toSorted(), "1,2,3", T.name);
  same(a.with(0, 9), "9,1,2", T.name);
  same(a.subarray(1).length, 2, T.name);
  same(new T(a.buffer, T.BYTES_PER_ELEMENT, 1), "1", T.name);
  for (const U of kinds) same(new U(a), "3,1,2", T.name + " to " + U.name);
}
same(new BigInt64Array([2n ** 63n, -1n]), "-9223372036854775808,-1");
throws(TypeError, () => new BigInt64Array([1]));
throws(TypeError, () => new Int8Array(new BigInt64Array(1)));
same(new Uint8ClampedArray([0.5, 1.5, -1, 300, NaN]), "0,2,0,255,0");
same(Float64Array.of(NaN, 1, -0, 0, -Infinity).sort().join(), "-Infinity,0,0,1,NaN");
same(Object.is(Float64Array.of(0, -0).sort()[0], -0), true);
same(new Float16Array([1 / 3, 65520, 6e-8]), "0.333251953125,Infinity,5.960464477539063e-8");

// Overlapping copies.
const bytes = Uint8Array.of(1, 2, 3, 4, 5);
bytes.copyWithin(1, 0, 4);
same(bytes, "1,1,2,3,4");
const words = new Uint16Array(bytes.buffer, 0, 2);
bytes.set(words, 1);
same(bytes.length, 5);

// A buffer that shrinks and grows.
const buffer = new ArrayBuffer(4, { maxByteLength: 8 });
const all = new Uint8Array(buffer), part = new Uint8Array(buffer, 2, 2);
all.fill(7);
buffer.resize(3);
same([all.length, part.length, part[0]], "3,0,");
buffer.resize(8);
same([all.length, part.length, all], "8,2,7,7,7,0,0,0,0,0");
throws(TypeError, () => Object.preventExtensions(all));

// One that goes away while it is filled.
const gone = new Uint8Array(4);
throws(TypeError, () => gone.fill({ valueOf() { gone.buffer.transfer(); return 1; } }));
same([gone.length, gone[0], "0" in gone], "0,,false");
gone[0] = 1;
throws(TypeError, () => gone.at(0));

// Numeric keys are elements or nothing.
const plain = new Uint8Array(2);
plain["1.5"] = 1; plain["-0"] = 1; plain[7] = 1; plain.name = 1;
same(Object.keys(plain), "0,1,name");
throws(TypeError, () => Object.defineProperty(plain, "5", { value: 1 }));

const view = new DataView(new ArrayBuffer(8));
view.setFloat32(0, 1.5);
view.setUint16(4, 0x1234, true);
same([view.getUint8(0), view.getUint8(4), view.getInt16(4), view.getFloat32(0)], "63,52,13330,1.5");
throws(RangeError, () => view.getInt32(5));

same(Uint8Array.fromBase64("AQI=").toHex(), "0102");
same(JSON.stringify(new Uint8Array(3).setFromBase64("AQIDBA==")), '{"read":4,"written":3}');
throws(SyntaxError, () => Uint8Array.fromHex("0g"));

const shared = new Int32Array(new SharedArrayBuffer(8));
same([Atomics.add(shared, 0, 5), Atomics.compareExchange(shared, 0, 5, 6), Atomics.load(shared, 0), Atomics.notify(shared, 0)], "0,5,6,0");
same([Atomics.wait(shared, 0, 0), Atomics.wait(shared, 0, 6, 1)], "not-equal,timed-out");
throws(RangeError, () => new ArrayBuffer(2 ** 50));

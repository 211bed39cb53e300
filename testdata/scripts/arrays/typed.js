// Typed arrays convert on store, share buffers and ignore what is outside.
print(new Uint8Array([256, -1, 1.9, NaN, "7"]).join() + " " + new Uint8ClampedArray([300, -5, 1.5, 2.5, NaN]).join());
// expect: 0,255,1,0,7 255,0,2,2,0
print(new Int8Array([128, 255]).join() + " " + new Int16Array([32768]).join() + " " + new Uint32Array([-1]).join() + " " + new Int32Array([2 ** 31]).join());
// expect: -128,-1 -32768 4294967295 -2147483648
print(new Float32Array([0.1])[0] + " " + new Float64Array([0.1])[0]); // expect: 0.10000000149011612 0.1
const buf = new ArrayBuffer(8);
const u8 = new Uint8Array(buf), u32 = new Uint32Array(buf, 4, 1), dv = new DataView(buf);
dv.setUint32(4, 0x01020304);
print([...u8].join() + " " + dv.getUint32(4, true).toString(16) + " " + u32.byteOffset);
// expect: 0,0,0,0,1,2,3,4 4030201 4
dv.setFloat64(0, Math.PI); print(dv.getFloat64(0) === Math.PI && u8[0]); // expect: 64
u8[100] = 1; u8["-0"] = 5; u8["1.5"] = 5;
print(String(u8[100]) + String(u8["-0"]) + ("1.5" in u8) + (3 in u8) + Object.keys(new Uint8Array(2)).join());
// expect: undefinedundefinedfalsetrue0,1
for (const f of [() => new Uint32Array(buf, 1), () => new Uint32Array(buf, 4, 2), () => new Uint8Array(-1), () => dv.getInt32(6), () => Uint8Array(1), () => new BigInt64Array([1])])
  try { f(); print("no error"); } catch (e) { print(e.name); }
  // expect: RangeError
  // expect: RangeError
  // expect: RangeError
  // expect: RangeError
  // expect: TypeError
  // expect: TypeError
print(new BigInt64Array([2n ** 63n, -1n]).join() + " " + new BigUint64Array([-1n])[0]);
// expect: -9223372036854775808,-1 18446744073709551615
const sub = u8.subarray(2, 4); sub[0] = 77;
print(u8[2] + " " + sub.length + " " + u8.slice(2, 4)[0]); // expect: 77 2 77
const over = new Uint8Array([1, 2, 3, 4, 5]); over.set(over.subarray(0, 3), 1);
print(over.join()); // expect: 1,1,2,3,5
print(new Uint8Array([3, 1, 2]).sort().join() + new Uint8Array([1, 2]).map((x) => x * 200).join() + Uint8Array.from({ length: 2 }, (_, i) => i + 5) + Uint8Array.of(1, 2));
// expect: 1,2,3200,1445,61,2
print(Object.prototype.toString.call(u8) + Uint8Array.BYTES_PER_ELEMENT + Object.getPrototypeOf(Uint8Array).name);
// expect: [object Uint8Array]1TypedArray
print(new Uint8Array([1, 2, 3]).includes(2) + " " + new Float32Array([NaN]).includes(NaN) + " " + new Float32Array([NaN]).indexOf(NaN));
// expect: true true -1
const copy = new Uint16Array(new Uint8Array([1, 2])); print(copy.byteLength + " " + copy.join()); // expect: 4 1,2
print(buf.slice(2, 4).byteLength + " " + ArrayBuffer.isView(dv) + ArrayBuffer.isView([])); // expect: 2 truefalse
Object.freeze(new Uint8Array(0)); try { Object.freeze(u8); } catch (e) { print(e.name); } // expect: TypeError
print(new Uint8Array([1, 2, 3]).toReversed().join() + new Uint8Array([1, 2]).with(0, 9).join() + [...new Uint8Array([7]).entries()]);
// expect: 3,2,19,20,7
let total = 0; const f64 = new Float64Array(1000); for (let i = 0; i < f64.length; i++) f64[i] = i / 2; for (const v of f64) total += v;
print(total); // expect: 249750
{
  // Where the conversion of the length detaches the buffer, its size from before decides first.
  const tries = (length) => {
    const buffer = new ArrayBuffer(16);
    try { new DataView(buffer, 8, { valueOf() { buffer.transfer(); return length; } }); } catch (e) { return e.name; }
  };
  print(tries(8) + " " + tries(9)); // expect: TypeError RangeError
}

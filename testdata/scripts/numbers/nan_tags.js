// Bytes that would be pointers if they got into a Value: whatever lies in memory, only a number comes out.
// Every upper half that could be taken for a tag, with a lower half that could be an address, through every way to read.
const shared = new Float64Array(new SharedArrayBuffer(16)), resizable = new Float64Array(new ArrayBuffer(16, { maxByteOffset: 64, maxByteLength: 64 }));
const readers = {
  element: "return a[0]", at: "return a.at(0)", find: "return a.find(() => true)", of: "for (const v of a) return v", spread: "return [...a][0]", destructure: "const [v] = a; return v", reflect: "return Reflect.get(a, 0)",
  name: "return a['0']", values: "return a.values().next().value", entries: "return [...a.entries()][0][1]", reduce: "return a.reduce((p, v) => p === 0 ? v : p, 0)", each: "let r; a.forEach((v, i) => { if (i === 0) r = v }); return r",
  map: "return a.map(v => v)[0]", array: "return Array.from(a)[0]", slice: "return a.slice(0, 1)[0]", sub: "return a.subarray(0, 1)[0]", call: "return Array.prototype.slice.call(a)[0]", object: "return Object.values(a)[0]",
  descriptor: "return Object.getOwnPropertyDescriptor(a, 0).value", apply: "return (function (v) { return v }).apply(null, a)", args: "return (function (v) { return arguments[0] }).apply(null, a)", iterator: "return Iterator.from(a).toArray()[0]",
  copy: "return new Float64Array(a)[0]", concat: "return Array.prototype.concat.apply([], a)[0]", sorted: "return a.toSorted((p, q) => 0)[0]", reversed: "return a.toReversed()[a.length - 1]", within: "return a.copyWithin(1, 0)[1]",
  negative: "return -a[0]", twice: "return -(-a[0])", sum: "return a[0] + 1", product: "return a[0] * -1", stored: "const o = { v: a[0], w: -a[0] }; return o.w", held: "const v = a[0]; return (() => v)()",
  loop: "let v = 0; for (let i = 0; i < 4; i++) v = a[0]; return v", kept: "const list = []; for (let i = 0; i < 4; i++) list.push(a[0], -a[0]); return list[7]", generator: "return [...(function* () { const v = a[0]; yield 1; yield -v })()][1]",
  fround: "return Math.fround(a[0])", abs: "return Math.abs(a[0])", max: "return Math.max(a[0], 1)", min: "return Math.min(1, a[0])", either: "return c ? a[0] : null", plus: "return +a[0]", mod: "return a[0] % 3", mod2: "return 3 % a[0]",
};
const wide = { big64: "return v.getFloat64(0)", little64: "return v.getFloat64(0, true)", big32: "return v.getFloat32(0)", little32: "return v.getFloat32(0, true)", big16: "return v.getFloat16(0)", little16: "return v.getFloat16(0, true)" };
const compiled = [];
for (const [name, body] of Object.entries(readers)) for (const kind of ["plain", "shared", "resizable", "single", "half"]) compiled.push([name + " " + kind, kind, new Function("a", "c", body)]);
for (const [name, body] of Object.entries(wide)) compiled.push(["view " + name, name, new Function("v", "c", body)]);
const words = new Uint32Array(16), doubles = new Float64Array(words.buffer, 0, 3), singles = new Float32Array(words.buffer, 0, 3), halves = new Float16Array(words.buffer, 0, 3), look = new DataView(words.buffer);
const targets = { plain: doubles, shared, resizable, single: singles, half: halves };
const lower = [0, 0xDEADBEF8], tops = [];
for (let top = 0x7FF0; top <= 0x7FFF; top++) tops.push(top, top | 0x8000);
const wrong = new Set(), box = { v: 0 }, slots = [0, 0, 0], map = new Map();
let count = 0;
for (const [name, kind, read] of compiled) {
  const target = targets[kind], view = target ? new Uint32Array(target.buffer) : words;
  for (const top of tops) for (const low of lower) {
    const nan = (top & 0x000F) !== 0 || low !== 0, turned = new DataView(view.buffer);
    view[0] = low; view[1] = top << 16 | (low ? 0x1234 : 0); view[2] = view[3] = view[4] = view[5] = 0;
    if (kind.startsWith("big")) { turned.setUint32(0, view[1]); turned.setUint32(4, low); }
    if (kind === "single" || kind === "half" || kind === "little32" || kind === "little16") view[0] = view[1] | low & 0xFFFF;
    const v = read(target || look, true);
    if (typeof v !== "number") wrong.add(name + " is " + typeof v);
    // The result is used as a value: where objects are held, and while memory is collected.
    box.v = v; slots[count % 3] = v; map.set(v, count); count++;
    if (box.v === box.v !== (v === v) || v !== v && (!Object.is(v, NaN) || map.get(NaN) !== count - 1 || [v].indexOf(v) !== -1 || ![v].includes(NaN) || String(v) !== "NaN" || v < 1 || v >= 1 || v == v)) wrong.add(name + " " + top.toString(16));
    if (nan && (kind.endsWith("64") || target && target.BYTES_PER_ELEMENT === 8) && !/^(max|min|apply)/.test(name) && v === v) wrong.add(name + " " + v);
  }
}
let nans = 0; for (const k of map.keys()) if (k !== k) nans++;
print([...wrong].join("\n")); // expect:
print(nans); // expect: 1

// Many of them among objects while memory is collected.
function flood(a, n) { const list = []; for (let i = 0; i < n; i++) { list.push({ v: a[i % 3], w: [a[0], -a[1]] }); if (list.length > 500) list.length = 0 } return list }
words.fill(0xFFFEBEEF); let seen = 0;
for (let i = 0; i < 3; i++) for (const o of flood(doubles, 3000)) if (typeof o.v !== "number" || o.v === o.v || typeof o.w[1] !== "number") seen++;
print(seen); // expect: 0
for (const a of [doubles, singles, halves]) try { Atomics.load(a, 0); print("read"); } catch (e) { print(e.name); }
// expect: TypeError
// expect: TypeError
// expect: TypeError

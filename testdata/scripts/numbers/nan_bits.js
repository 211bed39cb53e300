// The bits of NaN: whatever makes one, one form of each type gets into memory; whatever lies in memory, only a number comes out.
// stress: skip, millions of safepoints
const bad = [];
const bytes = new ArrayBuffer(64), u32 = new Uint32Array(bytes), u16 = new Uint16Array(bytes);
const f64 = new Float64Array(bytes), f32 = new Float32Array(bytes), f16 = new Float16Array(bytes), dv = new DataView(bytes);

// Makers of NaN, each a function of its own that gets hot, with arguments that hide the result from a compiler.
const makers = [
  (x, y) => x / x, (x, y) => x % x, (x, y) => y - y, (x, y) => x * y, (x, y) => -(x / x), (x, y) => -(-(x / x)), (x, y) => +undefined, (x, y) => +"x",
  (x, y) => Math.sqrt(x - 1), (x, y) => Math.log(x - 1), (x, y) => -Math.sqrt(x - 1), (x, y) => Math.fround(y - y), (x, y) => Math.max(y, y - y), (x, y) => Math.min(-(y - y), x),
  (x, y) => Math.abs(-(y - y)), (x, y) => Math.floor(y - y), (x, y) => (y - y) ** 2, (x, y) => Math.sin(y), (x, y) => Math.pow(-(x / x), 3), (x, y) => Math.hypot(x / x, 1),
  (x, y) => Math.atan2(x / x, x), (x, y) => Number.NaN, (x, y) => -NaN, (x, y) => -NaN + 1, (x, y) => { let r = y - y; r += 1; r *= -1; return r }, (x, y) => { let r = x / x; r++; return r },
  (x, y) => parseFloat("q"), (x, y) => new Date(NaN).getTime(), (x, y) => [x / x][0], (x, y) => ({ a: -(x / x) }).a, (x, y) => "a".charCodeAt(7), (x, y) => Math.round(-(x / x)), (x, y) => Math.sign(-(y - y)),
  (x, y) => Math.cbrt(y - y), (x, y) => Math.f16round(-(x / x)), (x, y) => Math.trunc(-(y - y)), (x, y) => Math.sumPrecise([y, -y]), (x, y) => { foreign[0] = -1; foreign[1] = -1; return foreignFloat[0] },
];
const foreign = new Uint32Array(2), foreignFloat = new Float64Array(foreign.buffer);

// Stores, each made anew for each maker, so that its types are its own.
const stores = {
  f64: "f64[0] = m(x, y)", f32: "f32[0] = m(x, y)", f16: "f16[0] = m(x, y)", twice: "const v = m(x, y); f64[0] = v; f64[0] = f64[0] + 0",
  sum: "let s = m(x, y); for (let k = 0; k < 3; k++) s += k; f64[0] = s", minus: "f64[0] = -m(x, y)", single: "f32[0] = -m(x, y)", divide: "f64[0] = m(x, y) / 2; f64[0] /= -1",
  float: "f32[0] = m(x, y); f64[0] = f32[0]", set: "f64.set([m(x, y)])", fill: "f64.fill(m(x, y), 0, 1)", single2: "f32.fill(-m(x, y), 0, 1)", half: "f16.fill(-m(x, y), 0, 1)",
  dv64: "dv.setFloat64(0, m(x, y), true)", dv32: "dv.setFloat32(0, -m(x, y), true)", dv16: "dv.setFloat16(0, -m(x, y), true)", reflect: "Reflect.set(f64, 0, m(x, y))", from: "f64.set(Float64Array.from([-m(x, y)]))",
  of: "f64.set(Float64Array.of(-m(x, y)))", map: "f64.set(new Float64Array(1).map(() => -m(x, y)))", array: "f64.set(new Float64Array([m(x, y)]))", widen: "f32[2] = m(x, y); f64.set(f32.subarray(2, 3))",
  narrow: "f64[1] = -m(x, y); f32.set(f64.subarray(1, 2))", narrower: "f64[1] = -m(x, y); f16.set(f64.subarray(1, 2))", define: "Object.defineProperty(f64, 0, { value: -m(x, y) })", assign: "Object.assign(f64, [-m(x, y)])",
  destructure: "[f64[0]] = [-m(x, y)]", sorted: "f64.set(new Float64Array([-m(x, y)]).sort())", with: "f64.set(new Float64Array(1).with(0, -m(x, y)))", kept: "const v = m(x, y); keep = () => v; f64[0] = keep()",
  either: "f64[0] = i & 1 ? 1 : m(x, y); if (i & 1) return",
};
let keep;
function shown(name) {
  if (name.includes("half") || name === "f16" || name === "dv16" || name === "narrower") return u16[0] === 0x7E00;
  if (["f32", "single", "single2", "dv32", "narrow"].includes(name)) return u32[0] === 0x7FC00000;
  return u32[1] === 0x7FF80000 && u32[0] === 0;
}
for (const [name, body] of Object.entries(stores)) {
  makers.forEach((maker, at) => {
    const store = new Function("f64", "f32", "f16", "dv", "keepIt", "return function store(m, x, y, i) { let keep; " + body + " }")(f64, f32, f16, dv);
    const m = at % 2 ? maker : eval(String(maker));
    for (let i = 0; i < 60; i++) { u32.fill(0); store(m, 0, Infinity, i); if (!shown(name) && !(name === "either" && i & 1)) { bad.push(name + " " + maker); break } }
  });
}
// The same with the maker in the loop of the store, where nothing is boxed.
for (const text of ["x / x", "y - y", "-(x / x)", "-(y - y)", "x % x", "Math.sqrt(x - 1)", "x * y", "-(x * y) + 1", "r + x / x"]) {
  const run = new Function("f64", "f32", "u32", "n", "x", "y", `let wrong = 0, r = 0.5;
    for (let i = 0; i < n; i++) { f64[0] = ${text}; if (u32[0] !== 0 || u32[1] !== 0x7FF80000) wrong++; f32[2] = ${text}; if (u32[2] !== 0x7FC00000) wrong++; r = i + 0.5 }
    return wrong`);
  for (let k = 0; k < 3; k++) if (run(f64, f32, u32, 2000, 0, Infinity)) bad.push("loop " + text);
}
print(bad.join("\n")); // expect:

// What moves bytes keeps them; what reads and stores numbers does not.
const pattern = [0xFFFE1234, 0xDEADBEEF];
function patterned() { const a = new Float64Array(3), u = new Uint32Array(a.buffer); u[0] = u[2] = pattern[1]; u[1] = u[3] = pattern[0]; a[2] = 7; return a }
const form = a => { const u = new Uint32Array(a.buffer, a.byteOffset); return u[1] === 0x7FF80000 && u[0] === 0 ? "number" : u[1] === pattern[0] && u[0] === pattern[1] ? "bytes" : u[1].toString(16) };
print([a => a.slice(), a => new Float64Array(a), a => a.subarray(1), a => a.copyWithin(0, 1), a => { const b = new Float64Array(3); b.set(a); return b }, a => new Float64Array(a.buffer.slice(0)),
  a => new Float64Array(a.buffer.transfer())].map(f => form(f(patterned()))).join()); // expect: bytes,bytes,bytes,bytes,bytes,bytes,bytes
print([a => a.with(2, 1), a => a.map(x => x), a => a.filter(() => true), a => Float64Array.from(a), a => a.toReversed().subarray(1), a => a.reverse().subarray(2), a => a.sort().subarray(1), a => a.toSorted().subarray(1),
  a => a.toSorted(() => 0), a => new Float64Array([...a]), a => { a[0] = a[1]; return a }, a => new Float64Array(Array.from(a))].map(f => form(f(patterned()))).join()); // expect: number,number,number,number,number,number,number,number,number,number,number,number

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
const lower = [0, 1, 0xDEADBEEF, 0x7FFFFFF8, 0xFFFFFFFF], tops = [];
for (let top = 0x7FF0; top <= 0x7FFF; top++) tops.push(top, top | 0x8000);
const wrong = new Set(), box = { v: 0 }, slots = [0, 0, 0], map = new Map();
let count = 0;
for (const [name, kind, read] of compiled) {
  const target = targets[kind], view = target ? new Uint32Array(target.buffer) : words;
  for (let round = 0; round < 2; round++) for (const top of tops) for (const low of lower) {
    const nan = (top & 0x000F) !== 0 || low !== 0, turned = new DataView(view.buffer);
    view[0] = low; view[1] = top << 16 | (low === 1 ? 0x1234 : 0); view[2] = view[3] = view[4] = view[5] = 0;
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
for (let i = 0; i < 4; i++) for (const o of flood(doubles, 20000)) if (typeof o.v !== "number" || o.v === o.v || typeof o.w[1] !== "number") seen++;
print(seen); // expect: 0
for (const a of [doubles, singles, halves]) try { Atomics.load(a, 0); print("read"); } catch (e) { print(e.name); }
// expect: TypeError
// expect: TypeError
// expect: TypeError

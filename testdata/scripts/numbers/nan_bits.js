// The bits of NaN: whatever makes one, one form of each type gets into memory.
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

// Objects that live and die while code is hot; what is alive must stay whole.
// stress: skip, millions of safepoints
function node(v, next) { return { v, next, tag: "n" + v }; }
let keep = null;
for (let i = 0; i < 30000; i++) { const n = node(i, null); if (i % 1000 === 0) keep = { v: n.v, next: keep, tag: n.tag }; }
let out = ""; for (let n = keep; n; n = n.next) out += n.tag + (n.v === +n.tag.slice(1) ? "" : "!"); print(out.length + " " + out.slice(0, 12) + " " + out.includes("!"));
const table = new Map(); for (let i = 0; i < 20000; i++) { table.set("key" + i % 2000, { i, list: [i, "s" + i] }); }
let sum = 0; for (const [k, v] of table) { sum += v.i; if (v.list[1] !== "s" + v.i || k !== "key" + v.i % 2000) print("broken " + k); } print(table.size + " " + sum);
const cycles = []; for (let i = 0; i < 5000; i++) { const a = { i }, b = { a }; a.b = b; if (i % 500 === 0) cycles.push(a); } print(cycles.every((a) => a.b.a === a) + " " + cycles.map((a) => a.i).join());
function closures() { const fs = []; for (let i = 0; i < 5000; i++) { const big = [i, i + 1, "x" + i]; const f = () => big; if (i % 1000 === 0) fs.push(f); } return fs; }
const fs = closures(); for (let i = 0; i < 20000; i++) ({ garbage: [i] }); print(fs.map((f) => f().join(":")).join());
let text = ""; for (let i = 0; i < 20000; i++) { text += String.fromCharCode(97 + i % 26); if (i % 5000 === 0) text = text.slice(0, 10) + "|" + text.length; } print(text.length + text.slice(0, 14));
function* keeps() { const local = { alive: "yes" }; const arr = []; for (let i = 0; ; i++) { arr.push({ i }); const x = yield arr.length; if (x) return local.alive + arr[x].i; } }
const gens = Array.from({ length: 20 }, keeps); for (let i = 0; i < 500; i++) { gens.forEach((g) => g.next()); new Array(50).fill({}); } print(gens.map((g) => g.next(7).value).join() === Array(20).fill("yes7").join());
const wm = new WeakMap(), keys = []; for (let i = 0; i < 5000; i++) { const k = { i }; wm.set(k, { value: i, back: k }); if (i % 1000 === 0) keys.push(k); } print(keys.map((k) => wm.get(k).value + (wm.get(k).back === k ? "" : "!")).join());
let grown = []; for (let i = 0; i < 20000; i++) { grown[i] = [i]; if (i % 3 === 0) grown[i >> 1] = null; } print(grown.filter((x) => x !== null).length + " " + grown[19999][0]);
const dict = {}; for (let r = 0; r < 5; r++) { for (let i = 0; i < 2000; i++) dict["d" + i] = { r, i }; for (let i = 0; i < 2000; i += 2) delete dict["d" + i]; } print(Object.keys(dict).length + " " + Object.values(dict).every((x) => x.r === 4 && x.i % 2 === 1));
(async () => { let acc = 0; for (let i = 0; i < 500; i++) { const o = { i, pad: new Array(20).fill(i) }; await null; acc += o.pad[19]; } print(acc); })();
const big = []; for (let i = 0; i < 200; i++) big.push((2n ** BigInt(i)).toString()); print(big[199].length + " " + (BigInt(big[150]) === 2n ** 150n));
const sorted = Array.from({ length: 3000 }, (_, i) => ({ k: (i * 7919) % 3000 })).sort((a, b) => { const t = { d: a.k - b.k }; return t.d; }); print(sorted.every((x, i) => x.k === i));

// expect: 167 n29000n28000 false
// expect: 2000 37999000
// expect: true 0,500,1000,1500,2000,2500,3000,3500,4000,4500
// expect: 0:1:x0,1000:1001:x1000,2000:2001:x2000,3000:3001:x3000,4000:4001:x4000
// expect: 5014a|1bcdefgh|501
// expect: true
// expect: 0,1000,2000,3000,4000
// expect: 13333 19999
// expect: 1000 true
// expect: 60 true
// expect: true
// expect: 124750

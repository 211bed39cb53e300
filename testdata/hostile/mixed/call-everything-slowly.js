// The same with callbacks that change what is worked on.
const functions = []
const seen = new Set([globalThis.Atomics && Atomics.wait])
function walk(o) { if (!o || typeof o !== 'object' && typeof o !== 'function' || seen.has(o)) return; seen.add(o); if (typeof o === 'function') functions.push(o); for (const k of Reflect.ownKeys(o)) { const d = Object.getOwnPropertyDescriptor(o, k); if (d) { walk(d.value); walk(d.get) } } }
for (const k of ['Array', 'String', 'Map', 'Set', 'RegExp', 'JSON', 'Reflect', 'Uint8Array', 'ArrayBuffer', 'Iterator']) walk(globalThis[k])
let r = 7
const random = (n) => (r = (r * 48271) % 2147483647) % n
let a = [], b = new ArrayBuffer(64, { maxByteLength: 1 << 20 }), t = new Uint8Array(b), m = new Map(), s = new Set(), n = 0
const callback = () => { if (n++ > 50) return 0; switch (random(6)) { case 0: a.length = random(100); break; case 1: b.resize(random(1 << 20)); break; case 2: m.clear(); break; case 3: a.push(...a.slice(0, 100)); break; case 4: s.add({}); break; case 5: m.set(random(100), a) } return random(3) - 1 }
const picks = () => [a, t, m, s, 'abc'.repeat(random(1000)), /a|(b)/g, callback, { length: random(1e4), [random(9)]: a, valueOf: callback, toString: () => 'k' + callback() }][random(8)]
for (;;) for (const f of functions) { n = 0; try { f.call(picks(), picks(), picks(), picks()) } catch (e) {} if (a.length > 1e5) a = []; if (random(50) === 0) m = new Map(), s = new Set() }

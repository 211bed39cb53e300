// Every function of the library is called with odd receivers and arguments.
const values = [undefined, null, 0, -1, 1e9, 2 ** 53, NaN, '', 'abc', 1n, Symbol.iterator, [], {}, () => {}, { length: 2 ** 53 - 1 }, { length: 1000 }, new Proxy({}, {}), new Map([[1, 2]]), new Set([1]), /x/g, new Date(0), new Uint8Array(8), new ArrayBuffer(8), Promise.resolve(1)]
const functions = []
const seen = new Set([values, globalThis.Atomics && Atomics.wait])
function walk(o) { if (!o || typeof o !== 'object' && typeof o !== 'function' || seen.has(o)) return; seen.add(o); if (typeof o === 'function') functions.push(o); for (const k of Reflect.ownKeys(o)) { try { const d = Object.getOwnPropertyDescriptor(o, k); walk(d.value); walk(d.get); walk(d.set) } catch (e) {} } }
walk(globalThis)
let r = 1
const pick = () => values[(r = (r * 48271) % 2147483647) % values.length]
for (;;) for (const f of functions) { try { f.call(pick(), pick(), pick(), pick()) } catch (e) {} try { new f(pick(), pick()) } catch (e) {} }

// Every function of the library over proxies that answer with themselves.
const p = new Proxy(function () {}, { get: (t, k) => (k === 'length' ? 1e6 : k === Symbol.toPrimitive ? () => 'p' : p), has: () => true, apply: () => p, construct: () => p })
const functions = []
const seen = new Set([globalThis.Atomics && Atomics.wait])
function walk(o) { if (!o || typeof o !== 'object' && typeof o !== 'function' || seen.has(o)) return; seen.add(o); if (typeof o === 'function') functions.push(o); for (const k of Reflect.ownKeys(o)) { const d = Object.getOwnPropertyDescriptor(o, k); if (d) { walk(d.value); walk(d.get) } } }
walk(globalThis)
for (;;) for (const f of functions) { try { f.call(p, p, p, p) } catch (e) {} try { f(p) } catch (e) {} try { new f(p, p) } catch (e) {} }

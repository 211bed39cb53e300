// Everything of the library is touched, then memory is used up.
for (const k of Object.getOwnPropertyNames(globalThis)) { const v = globalThis[k]; if (v && typeof v === 'function' && v.prototype) { for (const p of Object.getOwnPropertyNames(v.prototype)) { try { v.prototype[p] } catch (e) {} } try { new v() } catch (e) {} } }
const all = []
for (;;) all.push(Object.getOwnPropertyDescriptors(Array.prototype))

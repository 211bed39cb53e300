// Realms without end, each with everything in it made.
const touch = `for (const n of Object.getOwnPropertyNames(globalThis)) {
  const o = Object(globalThis[n])
  for (const p of [o, o.prototype]) if (p) for (const k of Reflect.ownKeys(p)) Reflect.getOwnPropertyDescriptor(p, k)
}
0`
for (let i = 0; ; i++) {
  try { const r = new ShadowRealm(); if (i % 10 === 0) r.evaluate(touch) } catch {}
}

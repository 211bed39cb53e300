// Proxies of proxies, asked in every way.
let p = {}
for (let i = 0; i < 1e5; i++) p = new Proxy(p, {})
for (;;) for (const f of [() => p.x, () => p.x = 1, () => 'x' in p, () => delete p.x, () => Object.keys(p), () => Object.getPrototypeOf(p), () => Object.isExtensible(p), () => Array.isArray(p), () => Object.prototype.toString.call(p), () => { for (const k in p) ; }, () => structuredClone?.(p)]) try { f() } catch {}

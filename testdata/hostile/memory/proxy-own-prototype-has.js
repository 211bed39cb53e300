// The same through has, set and for-in.
const target = {}
const p = new Proxy(target, {})
Object.setPrototypeOf(target, p)
const tries = [() => 'x' in p, () => { p.x = 1 }, () => { for (const k in p) k }, () => p.x, () => p instanceof Object, () => Object.prototype.isPrototypeOf.call({}, p), () => p + '', () => Reflect.set({ __proto__: p }, 'y', 1)]
for (let i = 0; ; i++) { try { tries[i % tries.length]() } catch (e) {} }

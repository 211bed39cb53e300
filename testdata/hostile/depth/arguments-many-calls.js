// Function.prototype.apply and Reflect with very many arguments.
const a = new Array(1e6).fill(1)
for (;;) for (const f of [() => Math.max.apply(null, a), () => Reflect.construct(Array, a), () => String.fromCharCode(...a), () => [].concat(...a), () => [].push(...a), () => [].splice(0, 0, ...a), () => (() => {}).bind(null, ...a)(...a)]) try { f() } catch {}

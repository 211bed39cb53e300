// Conversions that convert themselves.
const o = { [Symbol.toPrimitive]() { return +o }, toString() { return `${o}` }, toJSON() { return JSON.stringify(o) }, get x() { return o.x }, set x(v) { o.x = v }, get then() { return o.then } }
for (;;) for (const f of [() => +o, () => o + '', () => JSON.stringify(o), () => o.x, () => o.x = 1, () => Promise.resolve(o), () => o == 1, () => [o].join()]) try { f() } catch {}

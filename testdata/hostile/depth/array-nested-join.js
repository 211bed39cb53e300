// Arrays in arrays, joined, flattened, sorted.
let a = []
for (let i = 0; i < 1e5; i++) a = [a]
for (;;) for (const f of [() => a.join(), () => a.flat(Infinity), () => a + '', () => [a, a].sort(), () => JSON.stringify(a), () => a.toLocaleString(), () => new Set([a]).has(a)]) try { f() } catch {}

// Large arrays of holes.
const a = []
a.length = 4e9
for (;;) for (const f of [() => a.reverse(), () => a.sort(), () => a.join(), () => a.indexOf(1), () => a.fill(0, 4e9 - 10), () => a.copyWithin(0, 1), () => a.splice(0, 1), () => a.shift(), () => a.unshift(1), () => a.includes(1), () => a.flat(), () => a.with(0, 1)]) try { f() } catch {}

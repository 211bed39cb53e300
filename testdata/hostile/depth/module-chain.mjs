// A hundred thousand imports that wait for each other.
const f = async (n) => n ? (await import('./_part.mjs?' + n).catch(() => 0), f(n - 1)) : 0
await f(100000)

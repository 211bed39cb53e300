// A hundred thousand generators, each delegating to the next; next, return and throw go through all.
for (let n = 1000; ; n *= 2) {
  if (n > 200000) n = 1000
  let it = [1, 2, 3].values()
  for (let i = 0; i < n; i++) { const inner = it; it = (function* () { yield* inner })() }
  for (const m of ['next', 'next', 'throw', 'return']) { try { it[m](1) } catch (e) {} }
}

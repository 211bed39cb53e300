// The same for take, drop, flatMap and wrapped iterators.
for (let n = 1000; ; n *= 2) {
  if (n > 100000) n = 1000
  for (const m of ['take', 'drop', 'flatMap', 'from']) {
    let it = [1, 2, 3].values()
    for (let i = 0; i < n; i++) it = m === 'flatMap' ? it.flatMap((x) => [x]) : m === 'from' ? Iterator.from({ next: ((t) => () => t.next())(it) }) : it[m](m === 'take' ? 3 : 0)
    try { it.next() } catch (e) {} try { it.return?.() } catch (e) {}
  }
}

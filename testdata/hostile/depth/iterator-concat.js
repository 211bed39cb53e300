// Iterator.concat of Iterator.concat, zip of zip.
for (let n = 1000; ; n *= 2) {
  if (n > 100000) n = 1000
  let it = [1, 2, 3].values()
  for (let i = 0; i < n; i++) { const inner = it; it = Iterator.concat ? Iterator.concat({ [Symbol.iterator]: () => inner }) : inner.map((x) => x) }
  try { it.next() } catch (e) {} try { it.return() } catch (e) {}
}

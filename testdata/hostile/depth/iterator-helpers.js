// A chain of a hundred thousand helpers; next goes through all.
for (let n = 1000; ; n *= 2) {
  if (n > 200000) n = 1000
  let it = [1, 2, 3].values()
  for (let i = 0; i < n; i++) it = i % 3 ? it.map((x) => x) : it.filter(() => true)
  try { it.next() } catch (e) {} try { it.return() } catch (e) {}
}

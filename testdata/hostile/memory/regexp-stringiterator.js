// matchAll iterators that nobody finishes.
const all = []
const s = 'x'.repeat(1000)
for (;;) { const it = s.matchAll(/x/g); it.next(); all.push(it) }

// A very deep stack of iterator helpers, run.
let it = [1].values()
for (let i = 0; i < 1e5; i++) it = it.map(x => x)
for (;;) try { it.next() } catch { it = [1].values(); for (let i = 0; i < 1e5; i++) it = it.filter(x => x) }

let it = (function* () { for (;;) yield 1 })()
for (let i = 0; i < 1e4; i++) { const p = it; it = (function* () { yield* p })() }
for (;;) try { it.next() } catch { }

// A chain of members, calls and optional steps without end.
for (let n = 100; ; n *= 2) try { eval('var o; o' + '?.a.b[0]?.()'.repeat(n)) } catch (e) { if (n > 1e6) n = 100 }

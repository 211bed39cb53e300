// JSON arrays inside arrays, with a reviver and an indent.
for (let n = 1000; ; n *= 2) try { const v = JSON.parse('['.repeat(n) + ']'.repeat(n), (k, v) => v); JSON.stringify(v, null, '          ') } catch (e) { if (n > 1e6) n = 1000 }

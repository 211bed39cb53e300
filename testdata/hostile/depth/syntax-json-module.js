// Deep literals are parsed, compiled and run.
for (let n = 100; ; n *= 2) { if (n > 300000) n = 100; for (const [a, b] of [['[', ']'], ['{"a":', '}'], ['[{"b":[', ']}]']]) { try { (0, eval)('(' + a.repeat(n) + '1' + b.repeat(n) + ')') } catch (e) {} } }

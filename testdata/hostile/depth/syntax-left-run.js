// Left-leaning trees that are run.
const parts = ['+1', ',1', '||x', '&&x', '|1', '?1:1', '**1', '-x*x', '.a', '?.a']
for (let n = 1000; ; n *= 2) { if (n > 200000) n = 1000; for (const p of parts) { try { const f = new Function('x', 'return x' + p.repeat(n)); for (let i = 0; i < 10; i++) f(i) } catch (e) {} } }

// Labels and blocks without end.
for (let n = 100; ; n *= 2) try { eval('{'.repeat(n) + '}'.repeat(n)); eval(Array.from({ length: n }, (_, i) => 'l' + i + ':').join('') + ';') } catch (e) { if (n > 1e5) n = 100 }

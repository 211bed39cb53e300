// else if without end.
for (let n = 100; ; n *= 2) try { eval('var x;' + 'if (x) ; else '.repeat(n) + ';') } catch (e) { if (n > 1e6) n = 100 }

// Arrow functions inside each other, with default parameters.
for (let n = 100; ; n *= 2) try { eval('(a='.repeat(n) + '1' + ')=>a'.repeat(n)) } catch (e) { if (n > 1e6) n = 100 }

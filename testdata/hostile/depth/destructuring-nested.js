// Patterns inside patterns.
for (let n = 100; ; n *= 2) try { eval('var ' + '[{a:'.repeat(n) + 'x' + '}]'.repeat(n) + '=[]') } catch (e) { if (n > 1e6) n = 100 }

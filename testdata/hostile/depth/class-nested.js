// Classes inside computed keys of classes.
for (let n = 100; ; n *= 2) try { eval('(class{['.repeat(n) + '1' + ']=1})'.repeat(n)) } catch (e) { if (n > 1e6) n = 100 }

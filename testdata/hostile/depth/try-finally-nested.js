// try inside finally.
for (let n = 100; ; n *= 2) try { eval('try{}finally{'.repeat(n) + '}'.repeat(n)) } catch (e) { if (n > 1e5) n = 100 }

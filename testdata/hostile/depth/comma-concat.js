// Sums and comma expressions without end.
for (let n = 100; ; n *= 2) try { eval('1' + '+1'.repeat(n)); eval('1' + ',1'.repeat(n)); eval('1' + '**1'.repeat(n)); eval('!'.repeat(n) + '1') } catch (e) { if (n > 1e6) n = 100 }

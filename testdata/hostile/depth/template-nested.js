// Template literals inside each other.
for (let n = 100; ; n *= 2) try { eval('`${'.repeat(n) + '1' + '}`'.repeat(n)) } catch (e) { if (n > 1e6) n = 100 }

// Lookbehinds inside lookarounds.
for (let n = 100; ; n *= 2) try { new RegExp('(?<=(?!'.repeat(n) + 'a' + '))'.repeat(n)).exec('a'.repeat(1000)) } catch (e) { if (n > 1e6) n = 100 }

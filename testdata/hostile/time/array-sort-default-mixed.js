const a = Array.from({ length: 3e5 }, (_, i) => i % 2 ? 'k' + i * 7919 % 1000003 : i)
for (;;) a.toSorted()

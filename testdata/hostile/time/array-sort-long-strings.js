const s = 'a'.repeat(1e6), a = Array.from({ length: 20 }, (_, i) => s + i % 3)
for (;;) a.toSorted()

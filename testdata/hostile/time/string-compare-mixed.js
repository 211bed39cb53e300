const a = 'a'.repeat(1e7) + 'b', b = ('a'.repeat(1e7) + '\u0431')
for (;;) a < b

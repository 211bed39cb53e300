const a = 'a'.repeat(1.6e7) + 'a', b = 'a'.repeat(1.6e7) + 'b'
for (;;) a < b

const a = 'a'.repeat(1e6)
for (;;) a.split('')

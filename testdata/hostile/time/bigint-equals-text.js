const a = '9'.repeat(5e6)
for (;;) 1n == a

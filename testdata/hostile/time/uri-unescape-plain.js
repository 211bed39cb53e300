const a = 'a'.repeat(1e7)
for (;;) unescape(a)

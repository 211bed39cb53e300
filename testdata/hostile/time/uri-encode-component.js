const a = 'a'.repeat(1e7)
for (;;) encodeURIComponent(a)

const a = '%41'.repeat(4e6)
for (;;) decodeURIComponent(a)

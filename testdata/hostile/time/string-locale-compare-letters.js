const a = 'aB'.repeat(4e6), b = 'Ab'.repeat(4e6)
for (;;) a.localeCompare(b)

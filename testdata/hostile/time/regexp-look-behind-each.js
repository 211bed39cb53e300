const a = 'a'.repeat(2e5)
for (;;) a.replace(/(?<=^a*)b/g, '')

const a = 'ab'.repeat(2e5)
for (;;) a.replace(/(a)(b)/g, (m, x, y) => y + x)

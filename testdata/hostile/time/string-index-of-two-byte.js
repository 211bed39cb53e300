const a = '\u0430'.repeat(4e6), n = '\u0430'.repeat(2e6) + '\u0431' + '\u0430'
for (;;) a.indexOf(n)

const a = '\u0130'.repeat(3e6)
for (;;) /[a-z\u0400-\u04ff]+x/iu.test(a)

const a = '-'.repeat(6e6)
for (;;) RegExp.escape ? RegExp.escape(a) : 0

const a = 'a'.repeat(2000)
for (;;) a.replaceAll('a', '$`$\'$&')

const t = '$1'.repeat(4e6)
for (;;) 'abc'.replace('b', t)

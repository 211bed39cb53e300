const f = new Function('x', 'x = x + 1;'.repeat(2e4))
for (;;) f(1)

const f = new Function('x', 'for (;;) x' + '+x'.repeat(1e4))
f(1)

const f = new Function('n', 'var x = 0; for (var i = 0; i < n; i++) {' + 'x = x + i | 0;'.repeat(400) + '} return x')
for (;;) f(1e5)

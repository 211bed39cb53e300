const f = new Function('for (;;) [' + '1,'.repeat(2e5) + ']')
f()

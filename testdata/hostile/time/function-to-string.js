const f = new Function('/*' + 'x'.repeat(4e6) + '*/')
for (;;) f.toString() + 'x'

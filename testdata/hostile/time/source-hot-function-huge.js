const s = 'return function(n){var x=0;for(var i=0;i<n;i++){' + 'x=x+i|0;'.repeat(5e4) + '}return x}'
for (;;) { const f = new Function(s)(); for (let j = 0; j < 50; j++) f(100) }

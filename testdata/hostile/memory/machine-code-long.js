// One long function that gets hot, again and again.
for (let i = 0; ; i++) { const f = new Function('o', 'let s = 0; for (let i = 0; i < 3000; i++) { ' + 's += o.a * 2 + o.b; '.repeat(500) + '} return s + ' + i); f({ a: 1, b: 2 }) }

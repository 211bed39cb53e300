// A chain of causes that is printed.
let e = new Error('first')
for (let i = 0; i < 50000; i++) e = new Error('e' + i, { cause: e })
for (;;) { try { console.log(e) } catch (x) {} }

// A new shape for each object, and no object stays.
for (let i = 0; ; i++) { const o = {}; o['a' + i] = 1; o['b' + i] = 2; o['c' + i] = 3 }

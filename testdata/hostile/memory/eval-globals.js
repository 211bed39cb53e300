// Indirect eval adds globals and functions.
for (let i = 0; ; i++) (0, eval)('var global' + i + ' = ' + i + '; function fun' + i + '() {}')

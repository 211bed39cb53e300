// Regular expression literals of ever new code.
for (let i = 0; ; i++) eval('/(a{1,' + (i % 50 + 1) + '}b|c' + i + ')*d/u').test('abc')

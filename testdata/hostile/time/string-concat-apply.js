const l = new Array(1e5).fill('abc')
for (;;) ''.concat.apply('', l)

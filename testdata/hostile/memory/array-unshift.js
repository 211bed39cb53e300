// Growth at the front.
const a = []
for (;;) a.unshift(1, 2, 3, 4, 5, 6, 7, 8)

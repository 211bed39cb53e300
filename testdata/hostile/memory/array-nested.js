// Arrays in arrays, without end.
let a = []
for (;;) a = [a, [a], [[1, 2, 3]]]

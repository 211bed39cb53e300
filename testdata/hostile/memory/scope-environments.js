// Environments of blocks that closures capture.
const all = []
for (;;) { let a = [1]; { let b = a; { let c = b; all.push(() => [a, b, c]) } } }

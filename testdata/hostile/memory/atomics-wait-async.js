// Waiters that nobody wakes.
const a = new Int32Array(new SharedArrayBuffer(8))
const all = []
for (;;) all.push(Atomics.waitAsync ? Atomics.waitAsync(a, 0, 0) : {})

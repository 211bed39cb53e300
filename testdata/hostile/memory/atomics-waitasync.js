// Waiters that wait for ever.
const t = new Int32Array(new SharedArrayBuffer(8))
for (;;) Atomics.waitAsync(t, 0, 0)

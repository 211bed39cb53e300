// Waiters with times: as many timers.
const t = new Int32Array(new SharedArrayBuffer(8))
for (let i = 0; ; i++) Atomics.waitAsync(t, 0, 0, 1000 + i)

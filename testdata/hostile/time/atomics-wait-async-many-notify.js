const a = new Int32Array(new SharedArrayBuffer(8))
for (let i = 0; i < 5e4; i++) Atomics.waitAsync(a, 0, 0)
for (;;) Atomics.notify(a, 0, 1)

const a = new Int32Array(new SharedArrayBuffer(8))
for (;;) { for (let i = 0; i < 1e4; i++) Atomics.waitAsync(a, 0, 0); Atomics.notify(a, 0, 1) }

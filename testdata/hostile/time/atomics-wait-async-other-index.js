const a = new Int32Array(new SharedArrayBuffer(4e5))
for (let i = 0; i < 5e4; i++) Atomics.waitAsync(a, i, 0)
for (;;) Atomics.notify(a, 99999)

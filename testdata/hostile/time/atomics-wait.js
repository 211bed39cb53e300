const a = new Int32Array(new SharedArrayBuffer(8))
for (;;) try { Atomics.wait(a, 0, 0) } catch { }

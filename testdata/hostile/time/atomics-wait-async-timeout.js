const a = new Int32Array(new SharedArrayBuffer(8))
function again() { Atomics.waitAsync(a, 0, 0, 0.001).value.then?.(again) }
for (let i = 0; i < 1e4; i++) again()

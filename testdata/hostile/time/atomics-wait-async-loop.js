const a = new Int32Array(new SharedArrayBuffer(8))
function again() { Atomics.waitAsync(a, 0, 0).value.then(again); Atomics.notify(a, 0) }
again()

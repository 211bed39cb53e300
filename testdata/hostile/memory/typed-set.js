// set of array-likes and of overlapping ranges.
const t = new Uint8Array(10000000)
for (;;) { t.set(t.subarray(0, 5000000), 1); t.set(new Float64Array(t.buffer, 0, 1000000), 2) }

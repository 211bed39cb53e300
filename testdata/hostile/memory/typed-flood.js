// Small typed arrays.
const all = []
for (;;) all.push(new Uint8Array(4), new Float64Array(2), new BigInt64Array(1))

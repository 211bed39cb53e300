// Views of one buffer.
const all = []
const b = new ArrayBuffer(1024)
for (;;) all.push(new Int32Array(b), new DataView(b, 8), new Float32Array(b, 16, 4))

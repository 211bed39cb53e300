// Sizes at and above every border.
const all = []
for (let n = 1 << 20; ; n *= 2) { try { all.push(new ArrayBuffer(n)) } catch (e) { n = 1 << 20; all.push(e) } }

// Array.from of array-likes with claimed lengths.
const all = []
for (let n = 1000; ; n *= 2) {
  try { all.push(Array.from({ length: n }, (v, i) => ({ i }))) } catch (e) { n = 1000 }
}

// toSpliced and with of lengths that just fit an array.
const all = []
for (;;) {
  all.push(Array.prototype.toSpliced.call({ length: 3e6 }, 0, 0, 1))
  all.push(Array.prototype.with.call({ length: 3e6 }, 0, 1))
  all.push(Array.prototype.toReversed.call({ length: 3e6 }))
}

// The values of one key in many WeakMaps are keys of many others: a collection that finds
// the first key late keeps all of them.
const width = 18
function chain(early) {
  const start = {}, first = []
  const outer = [], inner = []
  ;(function () {
    const key = {}
    if (early) first.push(new WeakMap([[start, key]]))
    for (let i = 0; i < width; i++) {
      const value = { n: i }
      outer.push(new WeakMap([[key, value]]))
      for (let j = 0; j < width; j++) inner.push(new WeakMap([[value, { sum: [i, j] }]]))
    }
    if (!early) first.push(new WeakMap([[start, key]]))
  })()
  return function () {
    const key = first[0].get(start)
    let good = 0
    outer.forEach((map, i) => {
      const value = map.get(key)
      if (value.n !== i) return
      for (let j = 0; j < width; j++) {
        const { sum } = inner[i * width + j].get(value)
        if (sum[0] === i && sum[1] === j) good++
      }
    })
    return good
  }
}
const early = chain(true), late = chain(false)
for (let turn = 0; turn < 2; turn++) {
  $262.gc()
  for (let i = 0, junk; i < 600; i++) junk = { n: -1, sum: [-1, -1] }
  print(`${early()} ${late()}`) // expect: 324 324
}
// expect: 324 324

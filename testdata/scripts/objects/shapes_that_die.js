// Sites that have met shapes which are gone meet new ones that may have their ids.
function read(o) { return o.x }
function write(o, v) { o.x = v; return o.x }
function add(o, v) { o.later = v; return o.later }
function call(o) { return o.method() }
function inside(o) { return 'x' in o }
class Base { method() { return 'base' } }
const keys = Array.from({ length: 12 }, (_, i) => 'k' + i)
let wrong = 0
function check(condition) { if (!condition) wrong++ }
for (let round = 0; round < 400; round++) {
  for (let i = 0; i < 10; i++) {
    const n = (round * 7 + i * 5) % 12
    const proto = Object.create(round & 1 ? Base.prototype : { method() { return round } })
    const o = Object.create(proto)
    for (let k = 0; k < n; k++) o[keys[k]] = k
    if (i & 1) {
      o.x = n
      check(read(o) === n)
      check(write(o, round) === round)
      check(inside(o))
    } else {
      check(read(o) === undefined)
      check(!inside(o))
      Object.defineProperty(proto, 'x', { get() { return -n } })
      check(read(o) === -n)
      check(inside(o))
    }
    check(call(o) === (round & 1 ? 'base' : round))
    check(add(o, o) === o)
    for (let k = 0; k < n; k++) check(o[keys[k]] === k)
    const map = { a: 1, b: 2, x: i }
    for (let k = 0; k < n; k++) { map[round + keys[k]] = k; delete map.a; map.a = k }
    check(read(map) === i)
  }
  if (round % 40 === 39 && typeof $262 === 'object') $262.gc()
}
console.log(wrong) // expect: 0

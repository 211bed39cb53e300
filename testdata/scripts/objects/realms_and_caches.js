// What caches know of one realm says nothing of another one.

const other = $262.createRealm()
const source = '(function (o) { return o.realm })'
const here = (0, eval)(source), there = other.evalScript(source)
String.prototype.realm = 'here'
other.evalScript("String.prototype.realm = 'there'")
for (const read of [here, there]) {
  // Objects of many shapes make the site ask the cache that all sites share.
  for (let i = 0; i < 40; i++) {
    const o = { ['k' + i]: 1 }
    for (let n = 0; n < 20; n++) read(o)
  }
  for (let n = 0; n < 200; n++) read('text')
}
console.log(here('text'), there('text'), here('text'))
// expect: here there here

// An array is iterated here; meanwhile the other realm iterates arrays of its own.
let closed = 0
const first = array => { for (const v of array) { v(); break } }
const nothing = () => {}
for (let i = 0; i < 200; i++) first([nothing])
const otherFirst = other.evalScript('(function () { for (const v of [1, 2, 3]) break })')
for (let i = 0; i < 200; i++) otherFirst()
first([() => {
  Object.getPrototypeOf([][Symbol.iterator]()).return = () => { closed++; return {} }
  otherFirst()
}])
console.log(closed)
// expect: 1
first([nothing])
console.log(closed)
// expect: 2

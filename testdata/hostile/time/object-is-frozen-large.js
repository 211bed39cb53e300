// isFrozen, isSealed of a frozen large array and object.
const a = Object.freeze(new Array(5e5).fill(0))
const o = {}
for (let i = 0; i < 1e5; i++) o['k' + i] = i
Object.freeze(o)
for (;;) { Object.isFrozen(a); Object.isSealed(a); Object.isFrozen(o); Object.isSealed(o) }

// Keys that die at once.
const w = new WeakMap()
for (let i = 0; ; i++) w.set({}, new Array(100))

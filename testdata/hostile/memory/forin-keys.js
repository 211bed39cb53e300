// for-in over a large object inside for-in.
const o = {}
for (let i = 0; i < 100000; i++) o['key' + i] = i
function nest() { for (const k in o) { nest() } }
nest()

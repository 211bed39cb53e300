// One key in very many WeakMaps.
const k = {}
const all = []
for (;;) all.push(new WeakMap([[k, {}]]), new WeakSet([k]))

// A map of maps.
let m = new Map()
for (;;) { const n = new Map([[m, m]]); n.set(n, [m]); m = n }

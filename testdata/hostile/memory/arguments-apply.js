// apply with array-likes of claimed length.
for (let n = 1; ; n *= 2) { try { Math.max.apply(null, { length: n }) } catch (e) { n = 1000000 } }

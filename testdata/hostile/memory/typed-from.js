// Typed arrays of array-likes with claimed lengths.
for (let n = 1e6; ; n *= 2) { try { Float64Array.from({ length: n }); new Float64Array({ length: n }) } catch (e) { n = 1e6 } }

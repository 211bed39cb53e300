// Upper case makes texts longer.
const all = []
for (let n = 1000; ; n += 1000) all.push('\u0390\u00DF\uFB03'.repeat(n).toUpperCase().toLowerCase())

// Indices on ordinary objects, far apart.
const all = []
for (let i = 0; ; i++) all.push({ [i * 1000003]: 1, [i]: 2, 4294967294: 3 })

// A fresh environment for each turn.
const all = []
for (let i = 0, big = {}; ; i++) all.push(() => i + big)

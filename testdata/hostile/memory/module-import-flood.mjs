// The same file as ever new modules, if the loader tells them apart.
const all = []
for (let i = 0; ; i++) { try { all.push(await import('./_part.mjs?' + i)) } catch (e) { all.push(e) } }

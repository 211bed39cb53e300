// Functions that keep their sources.
const all = []
for (let i = 0; ; i++) all.push(new Function('/*' + 'x'.repeat(1e5) + i + '*/'))

// Raw JSON objects.
const all = []
for (let i = 0; ; i++) all.push(JSON.rawJSON ? JSON.rawJSON('1' + '0'.repeat(i % 1000)) : i)

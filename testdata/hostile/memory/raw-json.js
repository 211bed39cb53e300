// Raw JSON values.
const all = []
for (let i = 0; ; i++) all.push(JSON.rawJSON('"' + 'x'.repeat(1000) + i + '"'))

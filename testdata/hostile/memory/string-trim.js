// Trims of long texts: slices or copies that stay.
const all = []
for (let i = 0; ; i++) all.push((' '.repeat(20000) + i + ' '.repeat(20000)).trim())

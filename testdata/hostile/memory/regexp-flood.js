// Regular expressions that stay.
const all = []
for (let i = 0; ; i++) all.push(new RegExp('a' + i + '(b|c)*' + i, 'giu'))

// Small slices keep large strings.
const all = []
for (let i = 0; ; i++) all.push(('p' + i).repeat(50000).slice(10, 40))

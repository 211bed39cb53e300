// split into single units, all kept.
const all = []
const s = 'abcdefgh'.repeat(10000)
for (;;) all.push(s.split(''))

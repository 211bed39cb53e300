// Parts of dates that are kept.
const f = new Intl.DateTimeFormat('th-u-ca-buddhist', { dateStyle: 'full', timeStyle: 'full' }), all = []
for (let i = 0; ; i++) all.push(f.formatToParts(i * 1e6), f.formatRangeToParts(0, i * 1e9))

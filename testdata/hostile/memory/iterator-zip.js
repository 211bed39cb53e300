// Iterator.zip of lists that become long.
const lists = []
for (;;) { lists.push([lists.length]); if (Iterator.zip) Iterator.zip(lists, { mode: 'longest' }).next(); else all.push([...lists]) }

// The same for match.
const r = /x/g
r.exec = () => ({ 0: 'y'.repeat(1000) })
'xxx'.match(r)

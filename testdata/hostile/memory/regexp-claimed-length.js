// A user's exec claims a result of 2^40 captures.
const r = /x/g
let n = 0
r.exec = () => (n++ < 5 ? { length: 2 ** 40, index: 0, 0: 'x' } : null)
'xxx'.replace(r, 'y')

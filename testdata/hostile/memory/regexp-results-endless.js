// A user's exec never says that it is done: the results pile up.
const r = /x/g
r.exec = () => ({ length: 1, index: 0, 0: 'x' })
'xxx'.replace(r, () => 'y')

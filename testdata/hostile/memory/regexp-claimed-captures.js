// A user's exec gives many results with many long captures.
const r = /x/g
r.exec = () => new Proxy({}, { get: (t, k) => (k === 'length' ? 1e6 : k === 'index' ? 0 : 'c'.repeat(100)) })
'xxx'.replace(r, 'y')

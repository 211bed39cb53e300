// A reviver that makes more of everything.
const all = []
JSON.parse('[1,[2,[3]]]', function r(k, v) { all.push(this); return typeof v === 'number' ? v : (v.length < 1e9 && v.push([1]), JSON.parse('[1,[2]]', r)) })

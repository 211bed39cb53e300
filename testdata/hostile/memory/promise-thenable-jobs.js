// Thenables that resolve with new thenables and keep the old.
const all = []
function thenable() { return { then(r) { all.push(r); r(thenable()); r(1) } } }
for (let i = 0; i < 10; i++) Promise.resolve(thenable())

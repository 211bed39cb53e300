// with statements around closures.
const all = []
for (let i = 0; ; i++) { with ({ i, all }) { all.push(function () { return i }) } }

let r
let q = new Promise(f => { r = f })
for (let i = 0; i < 5e4; i++) { const o = q; q = o.then(x => x) }
r(1)
function again() { Promise.resolve().then(again) }
again()

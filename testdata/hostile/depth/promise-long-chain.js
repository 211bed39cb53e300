// A chain of a million promises settles at once.
let resolve
let p = new Promise((r) => { resolve = r })
for (let i = 0; i < 50000; i++) { const q = p; p = new Promise((r) => r(q)) }
resolve(1)
p.then(() => { for (;;) {} })

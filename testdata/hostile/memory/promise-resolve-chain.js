// Each promise is resolved with the next.
let resolve
let p = new Promise((r) => { resolve = r })
for (;;) { let next; const q = new Promise((r) => { next = r }); resolve(q); resolve = next }

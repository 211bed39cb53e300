// A chain of promises that each adopt the next.
let r, p = new Promise(f => r = f)
for (let i = 0; i < 2e5; i++) { const q = p; p = new Promise(f => f(q)) }
r(1)
p.then(() => { for (;;) ; })

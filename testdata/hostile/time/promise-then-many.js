let r
const q = new Promise(f => { r = f })
for (let i = 0; i < 1e5; i++) q.then(() => { for (;;); })
r()

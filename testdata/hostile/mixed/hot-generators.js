// Hot generators whose results stay.
const all = []
function* g(n) { for (let i = 0; i < n; i++) yield { i, n } }
for (;;) all.push(...g(1000))

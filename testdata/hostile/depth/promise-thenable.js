// Thenables that resolve at once with thenables.
const t = () => ({ then(r) { r(t()) } })
for (let i = 0; i < 10; i++) Promise.resolve(t())

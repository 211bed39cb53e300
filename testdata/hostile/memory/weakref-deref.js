// deref keeps targets as well.
const refs = []
for (let i = 0; i < 1000; i++) refs.push(new WeakRef({ i }))
for (let i = 0; ; i++) { refs[i % 1000].deref(); refs[i % 1000] = new WeakRef([i]) }

// Reactions of one promise that is never settled.
const p = new Promise(() => {})
for (let i = 0; ; i++) p.then(() => i, () => i)

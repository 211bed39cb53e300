// Frozen and sealed copies, each in a state of its own.
const all = []
for (let i = 0; ; i++) all.push(Object.freeze({ ['f' + i]: [1, 2, 3] }), Object.seal([i]), Object.preventExtensions({ i }))

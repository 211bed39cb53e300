// A prototype for each object: as many root shapes.
const all = []
for (let i = 0; ; i++) all.push(Object.create({ i }))

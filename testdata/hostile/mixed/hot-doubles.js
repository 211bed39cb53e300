// Doubles in properties and elements.
const all = []
for (let i = 0; ; i++) { const v = { x: i * 1.1, y: i / 3, z: Math.sqrt(i) }; all.push(v) }

// Registered symbols with long names.
for (let i = 0; ; i++) Symbol.for('k'.repeat(10000) + i)

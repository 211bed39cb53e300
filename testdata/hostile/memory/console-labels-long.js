// Long labels.
for (let i = 0; ; i++) { console.time('l'.repeat(10000) + i); console.count('c'.repeat(10000) + i) }

// Labels of console.time and console.count are kept.
for (let i = 0; ; i++) { console.time('label ' + i); console.count('c' + i) }

// Sorting of long lists that die at once.
for (let n = 0; ; n++) Array.from({ length: 100000 }, (v, i) => 's' + (i * 7919 + n) % 100003).sort().reverse().toSorted()

const l = new Array(1e5).fill([1])
for (;;) Iterator.zip ? Iterator.zip(l, { mode: 'longest', padding: l }).toArray() : 0

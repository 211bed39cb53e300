const l = new Array(3e5).fill([1])
for (;;) Iterator.zip ? Iterator.zip(l).next() : 0

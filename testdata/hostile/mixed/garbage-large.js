// Large cells that die at once: Go's collector has to follow.
for (let i = 0; ; i++) new Array(1000000).fill(i)

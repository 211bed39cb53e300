// Growth in the middle by a list of arguments.
const a = [0, 0]
const more = new Array(1000).fill(7)
for (;;) a.splice(a.length >> 1, 0, ...more)

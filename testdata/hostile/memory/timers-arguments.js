// Timers with many arguments.
const many = new Array(5000).fill(1)
for (;;) setTimeout(() => {}, 1e6, ...many)

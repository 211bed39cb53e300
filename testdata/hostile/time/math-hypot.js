// Math with very many arguments.
const a = new Array(5e4).fill(1)
for (;;) { Math.hypot(...a); Math.max(...a); Math.sumPrecise?.(a) }

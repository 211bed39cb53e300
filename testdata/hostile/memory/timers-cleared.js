// Timers that are cleared at once.
for (;;) clearTimeout(setTimeout(() => new Array(1000), 1e6))

// Timers with long texts captured.
let n = 0
for (;;) { const s = 'x'.repeat(1000) + n++; setTimeout(() => s, 1e6); setInterval(() => s, 1e6) }

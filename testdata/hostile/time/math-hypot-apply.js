const a = new Array(1e5).fill(1.5)
for (;;) Math.hypot(...a)

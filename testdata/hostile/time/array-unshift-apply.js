const l = new Array(1e5).fill(1)
for (;;) { const a = []; a.unshift(...l); a.unshift(...l) }

// Sparse arrays whose indices are sorted again and again.
const a = []
for (let i = 0; i < 2e5; i++) a[(i * 7919) % 1e9 * 4 >>> 0] = i
for (;;) { Object.keys(a); a.forEach?.call; for (const k in a) break; a.length -= 1; a[4e9] = 1 }

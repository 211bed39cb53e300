const s = new String('x'.repeat(4e6))
for (;;) for (const k in s) break

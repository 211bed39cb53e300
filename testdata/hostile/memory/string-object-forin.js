// for-in over a long string object.
const s = new String('y'.repeat(3000000))
for (;;) for (const k in s) if (k > 'z') break

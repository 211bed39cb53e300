const o = new String('x'.repeat(4e6))
for (;;) try { Object.freeze(o) } catch { }

const o = new String('x'.repeat(4e6))
for (;;) try { Object.getOwnPropertyNames(o) } catch { }

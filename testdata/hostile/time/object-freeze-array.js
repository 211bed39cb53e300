const o = new Array(2e6).fill(1)
for (;;) try { Object.freeze(o) } catch { }

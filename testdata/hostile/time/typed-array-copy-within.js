const o = new Uint8Array(3e7)
for (;;) try { o.copyWithin(1,0) } catch { }

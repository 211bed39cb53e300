const o = new Uint8Array(3e7)
for (;;) try { o.sort() } catch { }

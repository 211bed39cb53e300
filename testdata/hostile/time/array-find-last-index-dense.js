const o = new Array(2e6).fill(1.5)
for (;;) try { o.findLastIndex(()=>false) } catch { }

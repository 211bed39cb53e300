const o = new Array(2e6).fill(1.5)
for (;;) try { o.reduce((a,b)=>a,0) } catch { }

const o = new Float64Array(3e6).map((x, i) => (i * 7919) % 1000003)
for (;;) try { o.map(x=>x) } catch { }

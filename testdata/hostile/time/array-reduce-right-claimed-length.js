const o = { length: 2 ** 53 - 1 }
for (;;) try { Array.prototype.reduceRight.call(o, (a,b)=>a,0) } catch { }

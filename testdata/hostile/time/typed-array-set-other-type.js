const t = new Float32Array(4e6), o = new Int16Array(4e6)
for (;;) t.set(o)

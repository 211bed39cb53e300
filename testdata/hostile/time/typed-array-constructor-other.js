const a = new Float32Array(5e6)
for (;;) new Float64Array(a)

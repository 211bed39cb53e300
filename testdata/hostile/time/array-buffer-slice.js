const b = new ArrayBuffer(2e7)
for (;;) b.slice(0)

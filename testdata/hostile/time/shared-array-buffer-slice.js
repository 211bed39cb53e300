const b = new SharedArrayBuffer(2e7)
for (;;) b.slice(0)

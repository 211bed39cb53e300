// Large buffers that die at once.
for (;;) new Uint8Array(20000000)

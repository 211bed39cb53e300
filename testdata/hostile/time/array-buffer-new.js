for (;;) new ArrayBuffer(5e7)

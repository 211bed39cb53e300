for (;;) try { new ArrayBuffer(0, { maxByteLength: 2 ** 53 - 1 }) } catch { }

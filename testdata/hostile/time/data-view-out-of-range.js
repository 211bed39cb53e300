const d = new DataView(new ArrayBuffer(8))
for (;;) try { d.getInt8(2 ** 53 - 1) } catch { }

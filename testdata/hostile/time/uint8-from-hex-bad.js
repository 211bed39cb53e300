const s = 'ab'.repeat(8e6) + 'zz'
for (;;) try { Uint8Array.fromHex(s) } catch { }

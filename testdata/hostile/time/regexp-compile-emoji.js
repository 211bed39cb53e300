const a = '\\p{RGI_Emoji}'.repeat(1000)
let i = 0
for (;;) try { new RegExp(a + i++, 'v') } catch { }

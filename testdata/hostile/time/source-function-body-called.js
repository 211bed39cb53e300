const s = 'x=1;'.repeat(3e5)
var x
for (;;) try { new Function(s)() } catch { }

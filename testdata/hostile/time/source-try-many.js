const s = 'try{}catch{}'.repeat(1e5)
for (;;) try { eval(s) } catch { }

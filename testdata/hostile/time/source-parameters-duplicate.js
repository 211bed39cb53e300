const s = '(function(' + 'a,'.repeat(60000) + 'a){})()'
for (;;) try { eval(s) } catch { }

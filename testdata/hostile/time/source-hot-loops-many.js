const s = '(function(){var x=0;for(;;){' + 'for(var i=0;i<3;i++)x=x+i|0;'.repeat(5000) + '}})()'
for (;;) try { eval(s) } catch { }

let s = '(function(){var x=0;for(var i=0;;i++){switch(i%3000){'
for (let i = 0; i < 3000; i++) s += 'case ' + i + ':x=x+' + i + '|0;break;'
s += '}}})()'
for (;;) try { eval(s) } catch { }

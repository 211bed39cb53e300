const s = '(function(){var x=0;for(var i=0;i<1e9;i++){' + 'if(x&1)x=x+i|0;else x=x-i|0;'.repeat(2e4) + '}})()'
for (;;) try { eval(s) } catch { }

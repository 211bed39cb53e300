const s = '(function(){var x=0;for(var i=0;;i++){' + 'try{x=x+1|0}finally{x=x-1|0}'.repeat(5000) + '}})()'
for (;;) try { eval(s) } catch { }

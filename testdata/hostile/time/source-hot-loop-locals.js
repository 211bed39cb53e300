let d = 'var x=0', b = ''
for (let i = 0; i < 5000; i++) { d += ',v' + i + '=' + i; b += 'v' + i + '=v' + (i * 7919 % 5000) + '+1;' }
const s = '(function(){' + d + ';for(var i=0;i<1e9;i++){' + b.repeat(4) + '}})()'
for (;;) try { eval(s) } catch { }

const s = '(()=>{' + 'try{return}finally{'.repeat(200) + '}'.repeat(200) + '})'
for (;;) try { eval(s) } catch { }

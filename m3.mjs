await new Promise(()=>{}); console.log(1)

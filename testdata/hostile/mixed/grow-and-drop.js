// Memory goes up to the limit and down again.
for (;;) { let a = []; for (let i = 0; i < 1500000; i++) a.push([i]); a = null }

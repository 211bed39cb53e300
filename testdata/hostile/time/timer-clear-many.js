const l = []
for (;;) { for (let i = 0; i < 1e4; i++) l.push(setTimeout(() => { }, 1e6)); while (l.length) clearTimeout(l.shift()) }

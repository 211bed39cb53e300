let s = 'a'
for (;;) { for (let i = 0; i < 3e5; i++) s = s + 'b'; s.charCodeAt(0); s = 'a' }

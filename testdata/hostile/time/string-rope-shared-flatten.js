for (;;) { let s = 'a'; for (let i = 0; i < 24; i++) s = s + s; s.charCodeAt(1) }

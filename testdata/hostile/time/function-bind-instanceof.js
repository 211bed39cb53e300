let f = function () { }
for (let i = 0; i < 3e5; i++) f = f.bind(null)
for (;;) try { ({}) instanceof f } catch { }

let it = [1, 2, 3].values()
for (let i = 0; i < 1e5; i++) it = it.take(5)
for (;;) try { it.return() } catch { }

const l = Array.from({ length: 6e4 }, (_, i) => 'p' + i).join()
for (;;) try { Function(l, '') } catch { }

const l = Array.from({ length: 5e4 }, (_, i) => 'p' + i)
for (;;) try { Function(...l, '') } catch { }

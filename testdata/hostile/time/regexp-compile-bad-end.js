const a = 'a'.repeat(4e6) + '('
for (;;) try { new RegExp(a) } catch { }

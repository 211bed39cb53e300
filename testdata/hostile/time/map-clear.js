for (;;) { const m = new Map(); for (let i = 0; i < 3e5; i++) m.set(i, i); m.clear() }

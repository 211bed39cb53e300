// Maps with keys that are long equal texts.
const m = new Map
for (;;) { m.set('x'.repeat(1e6) + 'y', 1); m.get('x'.repeat(1e6) + 'z'); ({})['x'.repeat(1e6)] }

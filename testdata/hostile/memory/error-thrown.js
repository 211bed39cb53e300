// Errors thrown, caught and kept.
const all = []
for (;;) { try { null.x } catch (e) { all.push(e) } }

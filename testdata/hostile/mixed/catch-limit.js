// A script that catches everything and goes on.
const all = []
for (;;) { try { for (;;) all.push(new Array(1000)) } catch (e) { all.push(e) } finally { all.push(1); continue } }

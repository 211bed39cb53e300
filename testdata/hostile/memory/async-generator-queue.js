// Requests pile up in the queue of an async generator.
async function* g() { await new Promise(() => {}); yield 1 }
const it = g()
for (;;) it.next([1, 2, 3])

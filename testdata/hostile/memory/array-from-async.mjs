// Array.fromAsync of an async generator that never ends.
async function* endless() { for (;;) yield [1, 2, 3] }
await Array.fromAsync(endless())

// Array.fromAsync of something endless.
Array.fromAsync((function* () { for (;;) yield 'x'.repeat(100) })())

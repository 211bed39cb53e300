// Spread of what never ends, into a call.
function* endless() { for (;;) yield 1 }
Math.max(...endless())

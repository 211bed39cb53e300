// A chain of environments is marked by the collector.
let f = null
for (;;) { const g = f; f = function () { return g } }

// A list of millions is marked by the collector.
let list = null
for (let i = 0; ; i++) list = { next: list, i }

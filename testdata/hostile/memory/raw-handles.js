// What lives in Go: regular expressions, collections, registries and buffers in one object.
const all = []
for (let i = 0; ; i++) all.push([new WeakMap(), /x/, new WeakRef(all), new FinalizationRegistry(() => {}), new ArrayBuffer(0), new Map(), (function* () {})()])

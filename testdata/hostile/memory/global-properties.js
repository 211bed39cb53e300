// Names on the global object.
for (let i = 0; ; i++) globalThis['g' + i] = { i }

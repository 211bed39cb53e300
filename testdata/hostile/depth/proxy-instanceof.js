// getPrototypeOf answers with the proxy, so that the chain never ends.
const p = new Proxy({}, { getPrototypeOf: () => p })
p instanceof Array

// A list of allowed names that is itself endless.
const list = new Proxy([], { get: (t, k) => (k === 'length' ? 2 ** 53 - 1 : 'name' + String(k)) })
JSON.stringify({}, list)

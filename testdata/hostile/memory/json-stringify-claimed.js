// Proxies for arrays that claim a length.
const p = new Proxy([], { get: (t, k) => (k === 'length' ? 2 ** 53 - 1 : k === 'toJSON' ? undefined : 1) })
JSON.stringify(p)

// A replacer list with very many keys.
const keys = Array.from({ length: 2e5 }, (_, i) => 'k' + i)
for (;;) JSON.stringify({ a: { b: {} } }, keys)

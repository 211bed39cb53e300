// Elements beyond the characters of a String object.
const s = new String('x')
for (let i = 1; ; i++) Object.defineProperty(s, i, { value: i, writable: true, enumerable: true, configurable: true })

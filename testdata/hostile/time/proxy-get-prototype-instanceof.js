const q = new Proxy({}, { getPrototypeOf() { return q } })
function F() { }
q instanceof F

// What a loop carries is an int, a double or an object in machine code, in whatever form it began.
function warm(f, ...args) { let r; for (let i = 0; i < 300; i++) r = f(...args); return r; }

// Bits of numbers that are no ints, left in the middle with the number itself.
function hash(n, seed, add) { let h = seed; for (let i = 0; i < n; i++) { h ^= i + add; h = Math.imul(h, 16777619); } return h; }
console.log(warm(hash, 9, 2166136261, 1), hash(9, 2166136261, 0.5), hash(0, 2166136261, 1), hash(3, "7", 1), hash(2, 1e20, 2147483647));
// expect: -2098268980 172248335 2166136261 811811753 -1737652841
function crc(n, k) { let c = 0xffffffff; for (let i = 0; i < n; i++) c = (c >>> 1 ^ (i & 1 ? 0xedb88320 : k)) >>> 0; return c + 0.5; }
console.log(warm(crc, 9, 3), crc(9, "5"), crc(0, 1), crc(1, 2.75));
// expect: 1839340311.5 1839340304.5 4294967295.5 2147483645.5
function shown(n, stop) { let h = 4294967295; const seen = []; for (let i = 0; i < n; i++) { if (i === stop) seen.push(h); h = (h ^ i) >>> 0; } seen.push(h); return seen.join(); }
console.log(warm(shown, 9, -1), shown(9, 0), shown(9, 5), shown(9, 8));
// expect: 4294967287 4294967295,4294967287 4294967291,4294967287 4294967295,4294967287

// Sums in objects: ints that become doubles and text, and objects in them.
function sums(list) { const s = { a: 0, b: 0.5 }; for (let i = 0; i < list.length; i++) { s.a += list[i]; s.b *= 2; } return s.a + "," + s.b; }
console.log(warm(sums, [1, 2, 3]), sums([1, 2147483647]), sums([0.5, 1]), sums(["x", 1]), sums([-0, -0]));
// expect: 6,4 2147483648,2 1.5,2 0x1,2 0,2
function last(list) { const h = { at: list[0], n: 0 }; for (let i = 0; i < list.length; i++) { if (list[i].v > h.at.v) h.at = list[i]; h.n++; } return h.at.v + "/" + h.n; }
console.log(warm(last, [{ v: 1 }, { v: 3 }, { v: 2 }]), last([{ v: 1.5 }, { v: "3" }]), last([{ w: 1, v: -1 }, { v: 9 }]));
// expect: 3/3 3/2 9/2

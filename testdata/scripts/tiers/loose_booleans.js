// Booleans compared loosely, with constants and with each other; what is no boolean comes late.
const values = [true, false, 1, 0, -0, 2, NaN, "1", "0", "", "true", null, undefined, [], [1], {}, 1n, 0n, { valueOf() { return 1; } }, { valueOf() { return 0; } }];
const isFalse = x => x == false, notFalse = x => x != false, isTrue = x => x == true, notTrue = x => true != x;
const same = (x, y) => x == y, differ = (x, y) => x != y;
function count(x) { let n = 0; if (x == false) n += 1; if (x != true) n += 2; if (!(x == true)) n += 4; const c = x != false; if (c) n += 8; return c ? n : -n; }
for (let i = 0; i < 3000; i++) {
  isFalse(i % 2 == 0); notFalse(i % 2 == 0); isTrue(i % 3 == 0); notTrue(i % 3 == 0);
  same(i % 2 == 0, i % 3 == 0); differ(i % 2 == 0, i % 3 == 0); count(i % 2 == 1);
}
const bits = f => values.map(x => +f(x)).join("");
print([bits(isFalse), bits(notFalse)].join(" "));
// expect: 01011000110001000101 10100111001110111010
print([bits(isTrue), bits(notTrue)].join(" "));
// expect: 10100001000000101010 01011110111111010101
print(values.map(count).join());
// expect: 8,-7,8,-7,-7,14,14,8,-7,-7,14,14,14,-7,8,14,8,-7,8,-7
print(values.map(x => values.map(y => +same(x, y)).join("")).join(" "));
print(values.every(x => values.every(y => same(x, y) != differ(x, y))));
// expect: 10100001000000101010 01011000110001000101 10100001000000101010 01011000110001000101 01011000110001000101 00000100000000000000 00000000000000000000 10100001000000101010 01011000100000000101 01011000010001000101 00000000001000000000 00000000000110000000 00000000000110000000 01011000010001000100 10100001000000101000 00000000000000010000 10100001000000101010 01011000110001000101 10100001000000001010 01011000110000000101
// expect: true

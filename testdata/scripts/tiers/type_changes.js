// A loop that has seen one type meets another one late.
// stress: skip, millions of safepoints
function late(change) {
  let acc = 0;
  for (let i = 0; i < 6000; i++) { if (i === 5000) acc = change(acc); acc = acc + 1; }
  return acc;
}
print(late((x) => x)); // expect: 6000
print(late((x) => x + 0.5)); // expect: 6000.5
print(late((x) => 2147483000)); // expect: 2147484000
print(late((x) => -2147483648 - 10)); // expect: -2147482658
print(late((x) => String(x)).length); // expect: 1004
print(late((x) => NaN)); // expect: NaN
print(late((x) => undefined)); // expect: NaN
print(late((x) => null)); // expect: 1000
print(late((x) => true)); // expect: 1001
print(late((x) => [7]).slice(0, 5)); // expect: 71111
print(late((x) => ({ valueOf: () => 100 }))); // expect: 1100
try { late((x) => 1n); } catch (e) { print(e.message); }
// expect: Cannot mix BigInt and other types, use explicit conversions
try { late((x) => Symbol()); } catch (e) { print(e.name); } // expect: TypeError
function mul(a, b) { return a * b; }
for (let i = 0; i < 3000; i++) mul(i, 3);
print([mul(65536, 65536), mul(-1, 0) === 0 && 1 / mul(-1, 0), mul("3", "4"), mul(0.1, 3), mul(3n, 4n), mul(2147483647, 2)].join());
// expect: 4294967296,-Infinity,12,0.30000000000000004,12,4294967294
function shift(a, b) { return (a << b) ^ (a >> b) ^ (a >>> b); }
for (let i = 0; i < 3000; i++) shift(i, 3);
print([shift(-1, 1), shift(2 ** 31, 0), shift(1.9, 33), shift("8", "1"), shift(NaN, 1)].join());
// expect: 2147483646,-2147483648,2,16,0
function mod(a, b) { return a % b; }
for (let i = 1; i < 3000; i++) mod(i, 7);
print([mod(-7, 7) === 0 && 1 / mod(-7, 7), mod(7, 0), mod(5.5, 2), mod(-2147483648, -1), mod("9", 4)].join());
// expect: -Infinity,NaN,1.5,0,1
function div(a, b) { return a / b; }
for (let i = 1; i < 3000; i++) div(i * 4, 4);
print([div(1, 2), div(0, -5) === 0 && 1 / div(0, -5), div(1, 0), div(-2147483648, -1)].join());
// expect: 0.5,-Infinity,Infinity,2147483648
function cmp(a, b) { return [a < b, a <= b, a > b, a >= b, a == b, a != b, a === b, a !== b].map(Number).join(""); }
for (let i = 0; i < 1000; i++) cmp(i, 500);
print([cmp(1, 1.5), cmp("a", "b"), cmp(NaN, NaN), cmp(null, 0), cmp(undefined, null), cmp("1", 1), cmp(1n, 1), cmp(-0, 0), cmp({}, "[object Object]")].join());
// expect: 11000101,11000101,00000101,01010101,00001001,01011001,01011001,01011010,01011001
function neg(x) { return -x; }
for (let i = 1; i < 3000; i++) neg(i);
print([1 / neg(0), neg(-2147483648), neg("5"), neg(1n), neg(null)].join()); // expect: -Infinity,2147483648,-5,-1,0
function inc(x) { x++; return x; }
for (let i = 0; i < 3000; i++) inc(i);
print([inc(2147483647), inc(1.5), inc("x"), inc(9007199254740992), inc(1n)].join());
// expect: 2147483648,2.5,NaN,9007199254740992,2
function truthy(x) { return x ? 1 : !x ? 0 : 2; }
for (let i = 0; i < 3000; i++) truthy(i);
print([0, -0, NaN, "", "0", null, undefined, [], {}, 0n, 1n, Symbol(), () => {}].map(truthy).join(""));
// expect: 0000100110111

// BigInt arithmetic, conversion and the border with Number.
print(2n ** 100n + " " + (-7n / 2n) + " " + (-7n % 2n) + " " + (7n & -4n) + " " + (5n | -8n) + " " + (5n ^ -1n) + " " + ~5n + " " + (-5n >> 1n) + " " + (1n << 70n) + " " + (1n << -1n));
print(0x1fn + " " + 0b101n + " " + 1_000n + " " + BigInt("0x10") + " " + BigInt(" 12 ") + " " + BigInt("") + " " + BigInt(true) + " " + BigInt(2 ** 60));
print(123456789012345678901234567890n * 987654321098765432109876543210n + "");
print((255n).toString(16) + " " + (-255n).toString(2) + " " + (10n ** 30n).toString(36) + " " + BigInt.asIntN(8, 255n) + " " + BigInt.asUintN(8, -1n) + " " + BigInt.asIntN(64, 2n ** 63n));
for (const f of [() => 1n + 1, () => BigInt(1.5), () => BigInt("1n"), () => 1n / 0n, () => 2n ** -1n, () => +1n, () => 1n >>> 0n, () => Math.max(1n), () => BigInt(undefined), () => new BigInt(1), () => JSON.stringify(1n), () => BigInt(Symbol())])
  try { print(String(f())); } catch (e) { print(e.name); }
print([1n == 1, 1n === 1, 2n > 1, 1n < 1.5, 10n > "9", 0n == "", 1n == true, 2n == "2", 1n < NaN, 0n == -0, 2n ** 64n > 1e19].join());
print([typeof 1n, typeof Object(1n), !!0n, !!1n, 1n && "t", -0n === 0n, Number(2n ** 64n), parseInt("12n"), Number(123n), 1n + "s"].join());
let x = 5n; x++; x += 10n; x **= 2n; x--; x -= -1n; print(x + "");
let f = 1n; for (let i = 1n; i <= 30n; i++) f *= i; print(f + "");
let a = 0n, b = 1n; for (let i = 0; i < 200; i++) [a, b] = [b, a + b]; print(a + "");
print(new Map([[1n, "big"]]).get(1n) + String(new Map([[1, "n"]]).get(1n)) + [3n, 1, 2n, 10].sort().join() + [3n, 1, 2n, 10].sort((p, q) => p < q ? -1 : p > q ? 1 : 0).join());
print([1n, 2n].includes(2n) + " " + { [1n]: "key" }[1] + " " + [10, 20][1n] + " " + Object(5n) * 2n + " " + (5n).toLocaleString());
print(BigInt(Number.MAX_VALUE) % 1000007n + " " + Number(2n ** 53n + 1n) + " " + Number(2n ** 1024n) + " " + BigInt(-0));
print((2n ** 521n - 1n).toString().length + " " + (3n ** 200n % 1000000007n) + " " + (-(2n ** 65n) >> 3n) + " " + ((-1n << 100n) & 0xffn));

// expect: 1267650600228229401496703205376 -3 -1 4 -3 -6 -6 -3 1180591620717411303424 0
// expect: 31 5 1000 16 12 0 1 1152921504606846976
// expect: 121932631137021795226185032733622923332237463801111263526900
// expect: ff -11111111 2oy99wnkl1c76diocq9s -1 255 -9223372036854775808
// expect: TypeError
// expect: RangeError
// expect: SyntaxError
// expect: RangeError
// expect: RangeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: true,false,true,true,true,true,true,true,false,true,true
// expect: bigint,object,false,true,t,true,18446744073709552000,12,123,1s
// expect: 256
// expect: 265252859812191058636308480000000
// expect: 280571172992510140037611932413038677189525
// expect: bigundefined1,10,2,31,2,3,10
// expect: true key 20 10 5
// expect: 623702 9007199254740992 Infinity 0
// expect: 157 136318165 -4611686018427387904 0

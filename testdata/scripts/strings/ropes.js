// Concatenation in all orders gives the same string as joining; long ones must not be slow or deep.
// stress: skip, millions of safepoints
let left = "", right = "";
for (let i = 0; i < 20000; i++) { left += String.fromCharCode(97 + i % 26); right = String.fromCharCode(97 + (19999 - i) % 26) + right; }
print((left === right) + " " + left.length); // expect: true 20000
print(left.charAt(19999) + right[0] + left.indexOf("xyzabc") + " " + left.lastIndexOf("zab")); // expect: fa23 19993
let mixed = "";
for (let i = 0; i < 1000; i++) mixed = (i % 2 ? mixed + "é" : "𝒳" + mixed);
print(mixed.length + " " + [...mixed].length + " " + mixed.codePointAt(0).toString(16) + " " + mixed.charCodeAt(1499));
// expect: 1500 1000 1d4b3 233
let d = "x"; for (let i = 0; i < 20; i++) d += d;
print(d.length + " " + (d === "x".repeat(1 << 20))); // expect: 1048576 true
const parts = []; for (let i = 0; i < 1000; i++) parts.push(i);
let acc = ""; for (const p of parts) acc += p + ",";
print(acc.slice(0, -1) === parts.join()); // expect: true
const o = {}; o["key" + "a".repeat(50) + 1] = "found";
let k = "key"; for (let i = 0; i < 50; i++) k += "a"; k += 1;
print(o[k]); // expect: found
const a = "p".repeat(40), b = "q".repeat(40), r1 = a + b, r2 = a + b;
print((r1 === r2) + " " + new Map([[r1, "m"]]).get(r2) + " " + new Set([r1, r2]).size); // expect: true m 1
let sub = left.slice(100, 200); sub += sub; 
print(sub.length + sub.slice(98, 102)); // expect: 200qrwx
let slow = ""; for (let i = 0; i < 3000; i++) { slow += "ab"; if (slow.charCodeAt(slow.length - 1) !== 98) print("wrong"); }
print(slow.length); // expect: 6000
print(("a".repeat(30) + "b".repeat(30) < "a".repeat(30) + "c") + " " + `${left}${right}`.length); // expect: true 40000
const nums = "" + 1 + 2 + null + undefined + true + 1.5 + [1] + -0;
print(nums); // expect: 12nullundefinedtrue1.510

// Parts of templates: short and long, of every kind, converted in order.
const log = [];
const o = name => ({ toString() { log.push(name); return name; }, valueOf() { log.push("wrong"); return 1; } });
function t(a, b, c) { return `${a}`; }
function u(a, b, c) { return `<${a}|${b}${c}>`; }
let last;
for (let i = 0; i < 60; i++) last = u(i, -i, i * 1.5);
print(last); // expect: <59|-5988.5>
print(typeof t(5) + t(5) + t(-2147483648) + t("s") + t(2147483648)); // expect: string5-2147483648s2147483648
print(u(null, undefined, true) + u(10n, "", [1, [2, 3]])); // expect: <null|undefinedtrue><10|1,2,3>
print(u(o("a"), o("b"), o("c")) + log.join()); // expect: <a|bc>a,b,c
print(`${""}${""}`.length + `${""}`.length + ``.length); // expect: 0
print(u("é", "ÿ", 1) + u("Ā", "é", 2) + u("😀", 3, "\ud83d")[1].charCodeAt(0)); // expect: <é|ÿ1><Ā|é2>55357
const long = "x".repeat(250);
print(u(long, 1, 2).length + " " + u(long, long, 3).length + " " + u(1, long + long, long).length + " " + u(long, long, 7)[502]); // expect: 255 504 754 7
let rope = "";
for (let i = 0; i < 100; i++) rope = `${rope}${i},`;
print(rope.length + rope.slice(-4) + rope.slice(0, 4)); // expect: 290,99,0,1,
try { u(1, Symbol("s"), o("not reached")); } catch (e) { print(e.message + log.length); } // expect: Cannot convert a Symbol value to a string3
try { u(o("d"), { toString() { throw new Error("thrown"); } }); } catch (e) { print(e.message + log.at(-1)); } // expect: thrownd
print(`a${1}b${2}c${3}d${4}e${5}f${6}g${7}h${8}i${9}j${10}k${11}l${12}m${13}n${14}o${15}p${16}q${17}r${18}s${19}t${20}u${21}v${22}`); // expect: a1b2c3d4e5f6g7h8i9j10k11l12m13n14o15p16q17r18s19t20u21v22

// Texts that are made of many pieces at once, and taken apart.
const name = (f) => { try { return String(f()); } catch (e) { return e.constructor.name; } };
let sum = "";
for (let i = 0; i < 300; i++) {
  const s = "ab".repeat(i & 7), u = String.fromCharCode(65 + (i & 15), 66, 0x43 + 0x10000, 68), w = "é€".repeat(i & 3);
  if (s.length !== 2 * (i & 7) || w.length !== 2 * (i & 3)) throw new Error(i);
  if (i > 296) sum += s + u + w + ";";
}
print(sum); // expect: abJBCDé€;ababKBCDé€é€;abababLBCDé€é€é€;
print("x".repeat(1) + "x".repeat(0) + "".repeat(1 << 30) + "xy".repeat(2.9) + "z".repeat("2") + "q".repeat()); // expect: xxyxyzz
print(name(() => "x".repeat(-1)) + name(() => "x".repeat(Infinity)) + name(() => "xx".repeat(2 ** 31)) + "ab".repeat(3000).length); // expect: RangeErrorRangeErrorRangeError6000
print(String.fromCharCode() + String.fromCharCode(65, 66.9, "67", 0x141) + String.fromCharCode(...Array(20).fill(97)) + escape(String.fromCharCode(-1, 300))); // expect: ABCŁaaaaaaaaaaaaaaaaaaaa%uFFFF%u012C

// Characters of a text as elements: single units, pairs and halves of pairs, more than are made at once.
const units = "é".repeat(255) + "\u{1F600}" + "a".repeat(300) + "\uD83D" + "b€" + "c".repeat(256);
const spread = [...units], split = units.split(""), from = Array.from(units);
print(spread.length + " " + split.length + " " + from.length + " " + (spread.join("") === units) + (split.join("") === units) + (from.join("") === units)); // expect: 815 816 815 truetruetrue
print(spread[254] + spread[255] + spread[256] + escape(spread[556]) + spread[558] + spread.at(-1) + [1, ..."", ..."ab", 2, ..."€c"]); // expect: é😀a%uD83D€c1,a,b,2,€,c
print([..."a".repeat(256)].length + [..."a".repeat(257)].length + "b".repeat(512).split("").length + "b".repeat(513).split("", 300).length); // expect: 1325
const f = (...list) => list.length;
print(f(...units) + new Set([...units]).size); // expect: 822
for (let i = 0; i < 200; i++) if ([...("k" + i)].length !== String(i).length + 1 || [..."\u{1F600}x"].length !== 2) throw new Error(i);
const step = Object.getPrototypeOf(""[Symbol.iterator]());
const next = step.next;
step.next = function () { const r = next.call(this); if (!r.done) r.value += "!"; return r; };
print([..."ab"] + "" + Array.from("ab")); // expect: a!,b!a!,b!
step.next = next;
const it = "abc"[Symbol.iterator]();
it.next();
print([...it] + "" + [...it]); // expect: b,c
String.prototype[Symbol.iterator] = function* () { yield "mine"; };
print([..."ab"]); // expect: mine

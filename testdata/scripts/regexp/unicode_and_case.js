// Case folding, code points and lastIndex in Unicode mode.
print(/\u212a/i.test("k") + " " + /\u212a/iu.test("k") + " " + /ſ/i.test("s") + " " + /ſ/iu.test("s") + " " + /ß/i.test("ẞ") + " " + /ß/iu.test("ẞ"));
// expect: false true false true false true
print("😀x".match(/./g).length + " " + "😀x".match(/./gu).length + " " + /\ud83d/.test("😀") + " " + /\ud83d/u.test("😀") + " " + /[😀]/u.exec("😀")[0].length);
// expect: 3 2 true false 2
print(/^[^x]$/u.test("😀") + " " + /^\S$/u.test("😀") + " " + "a😀b".split(/(?:)/u).length + " " + "a😀b".split(/(?:)/).length);
// expect: true true 3 4
const r = /x*/gu; r.lastIndex = 1; print(String(r.exec("😀x")?.index)); // expect: 0
print(/\w/iu.test("ſ") + " " + /\W/iu.test("ſ") + " " + /[^\W]/iu.test("K") + " " + /\b/iu.test("ſ"));
// expect: true false true true
print("ΣΑΣ".replace(/σ/gi, "s") + " " + "ǅ".match(/ǆ/i)?.[0] + " " + "İ".match(/i/i) + " " + "Ω".match(/ω/i)?.[0]);
// expect: sΑs ǅ null Ω
try { new RegExp("\\-", "u"); } catch (e) { print(e.name); } // expect: SyntaxError
try { new RegExp("{", "u"); } catch (e) { print(e.name); } // expect: SyntaxError
print(/{/.test("{") + " " + /a{,5}/.test("a{,5}") + " " + /\-/.test("-") + " " + /[\d-x]/.test("-") + " " + /\_/.test("_") + " " + /\8/.test("8") + " " + /\101/.test("A"));
// expect: true true true true true true true
print(/^(?:\p{L}|\p{N})+$/u.test("añ٣") + " " + /\p{ASCII_Hex_Digit}+/u.exec("xyzFACE!")[0] + " " + /\P{Lu}/u.exec("ABc")[0] + " " + /[\p{Lu}\p{Nd}]+/u.exec("ab12CD")[0]);
// expect: true FACE c 12CD

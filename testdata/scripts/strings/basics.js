// Strings are sequences of UTF-16 code units.
const s = "a𝒳é";
print(s.length + " " + s.charCodeAt(1).toString(16) + " " + s.codePointAt(1).toString(16) + " " + [...s].length);
// expect: 4 d835 1d4b3 3
print(s[0] + s.at(-1) + String(s[9]) + "|" + s.charAt(9) + "|" + s.charCodeAt(9)); // expect: aéundefined||NaN
print("abcdef".slice(-3, -1) + " " + "abcdef".substring(4, 1) + " " + "abcdef".substr(-3, 2) + " " + "abc".slice(2, 1) + "|");
// expect: de bcd de |
print("a,b,,c".split(",").length + " " + "abc".split("").join("-") + " " + "abc".split().length + " " + "a,b,c".split(",", 2) + " " + "".split(",").length + "".split("").length);
// expect: 4 a-b-c 1 a,b 10
print("x".repeat(3) + "5".padStart(3, "0") + "5".padEnd(4, "ab") + "abc".padStart(2) + "|"); // expect: xxx0055abaabc|
try { "x".repeat(-1); } catch (e) { print(e.message); } // expect: Invalid count value: -1
try { "x".repeat(2 ** 30); } catch (e) { print(e.name); } // expect: RangeError
print("  \t\n\u00a0\ufeff trim \u2003".trim() + "|" + " a ".trimStart() + "|" + " a ".trimEnd() + "|");
// expect: trim|a | a|
print("banana".indexOf("an", 2) + " " + "banana".lastIndexOf("an") + " " + "abc".indexOf("") + " " + "abc".lastIndexOf("") + " " + "abc".indexOf("", 9));
// expect: 3 3 0 3 3
print("abc".includes("bc") + " " + "abc".startsWith("b", 1) + " " + "abc".endsWith("b", 2) + " " + "abc".includes("bc", 2));
// expect: true true true false
print("aXbX".replace("X", "$&$&") + " " + "aXbX".replaceAll("X", (m, i) => i) + " " + "abc".replace("b", "[$`|$'|$$]"));
// expect: aXXbX a1b3 a[a|c|$]c
print("ß".toUpperCase() + " " + "İ".toLowerCase().length + " " + "ΑΣ".toLowerCase() + " " + "ﬁ".toUpperCase());
// expect: SS 2 ας FI
print("e\u0301".normalize("NFC").length + " " + "\u00e9".normalize("NFD").length); // expect: 1 2
print(("a" < "b") + " " + ("a" < "B") + " " + ("10" < "9") + " " + ("10" < 9) + " " + ("𝒳" < "\uffff"));
// expect: true false true false true
print(String.raw`a\n${1}` + " " + String.fromCodePoint(0x1d4b3) + String.fromCharCode(0x10041, 66)); // expect: a\n1 𝒳AB
try { String.fromCodePoint(-1); } catch (e) { print(e.message); } // expect: Invalid code point -1
print("\x41\u0042\u{43}\103".length + "\0".length + eval("'a\\\nb'")); // expect: 5ab
print("a".localeCompare("b") + " " + "a".concat(1, null, undefined) + " " + "abc".at(5));
// expect: -1 a1nullundefined undefined
print("\ud83d".isWellFormed() + " " + "\ud83d\ude00".isWellFormed() + " " + "a\ud83d".toWellFormed().charCodeAt(1).toString(16));
// expect: false true fffd
const str = new String("obj"); str.x = 1;
print(typeof str + " " + str.length + " " + Object.keys(str) + " " + (str == "obj") + " " + (str === "obj"));
// expect: object 3 0,1,2,x true false
"use strict"; const lit = "abc"; lit[0] = "z"; lit.length = 1;
print(lit); // expect: abc
print("z" in Object("abc") ? 1 : "1" in Object("abc")); // expect: true
print(encodeURIComponent("a b&ü𝒳") + " " + decodeURIComponent("%F0%9D%92%B3") + " " + encodeURI("a b?c=d") + " " + escape("ü €") + " " + unescape("%u20AC"));
// expect: a%20b%26%C3%BC%F0%9D%92%B3 𝒳 a%20b?c=d %FC%20%u20AC €
try { encodeURIComponent("\ud800"); } catch (e) { print(e.name); } // expect: URIError
try { decodeURIComponent("%"); } catch (e) { print(e.name); } // expect: URIError
print(["b", "a", "B", "A", "10", "9", "aé", "ab", "é", "e", "", "ea", "a b"].sort((x, y) => x.localeCompare(y)).join("|"));
// expect: |10|9|a|A|a b|ab|aé|b|B|e|é|ea
print([Number("007"), Number("123456789"), Number("1234567890"), Number("-5"), Number(" 42 "), Number("4x"), Number(""), parseInt("0x1f"), parseInt("12", 8), parseInt("0012", 10), parseInt("9 apples")].join(" "));
// expect: 7 123456789 1234567890 -5 42 NaN 0 31 10 12 9
print(["abc".replace("b", "$$&$&$`$'"), "abc".replace("b", "xyz"), "abc".replace("b", "é𝒳"), "aXbX".replaceAll("X", "-"), "abc".replace("", "_")].join(" "));
// expect: a$&bacc axyzc aé𝒳c a-b- _abc
print(["a" < "b", "ab" < "a", "" < "a", "a" <= "a", "é" > "z", "Z" < "a", "𝒳" < "\uffff"].join(" ")); // expect: true false true true true true true
const bytes = new Uint8Array(7).fill(3, 1, 6), wide = new Float64Array(5).fill(1.5, -3), words = new Uint16Array(3).fill(-2);
print(bytes.join() + " " + wide.join() + " " + words.join() + " " + new Int8Array(3).fill(1, 2, 1).join());
// expect: 0,3,3,3,3,3,0 0,0,1.5,1.5,1.5 65534,65534,65534 0,0,0

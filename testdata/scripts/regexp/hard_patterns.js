// Patterns with more ways to match than can be tried, and loops over large sets.
const as = "a".repeat(3000);
print([/(a|aa){0,1000}b/, /^(a|aa){0,1000}[bc]/, /(a|aa){1000}[bc]/, /((a{0,50}){0,50}){0,50}[bc]/, /(a*)*[bc]/, /^(([a-z])+.)+[A-Z]([a-z])+$/].map((r) => r.test(as + "d")).join());
// expect: false,false,false,false,false,false
const m = /(a|aa){0,1000}b/.exec(as + "b");
print(m.index + " " + m[0].length + " " + m[1]); // expect: 1000 2001 aa
const n = /((a{1,10}){2,10}){3,10}[bc]/.exec(as + "b");
print(n.index + " " + n[0].length + " " + n[1].length + " " + n[2].length); // expect: 2000 1001 100 10
print(/(?:(?:a{0,50}){0,50}){0,50}b/.exec(as + "cb").index + " " + /(?=(?:a|aa){20}[bc])a/.test(as)); // expect: 3001 false
print("x".repeat(3) + " y".replace(/^\s*|\s*$/g, "-") + " item".search(/(^|\s)item(\s|$)/) + "item".search(/(^|\s)item(\s|$)/)); // expect: xxx-y-00
let letters = "";
for (let c = 0x400; c < 0x480; c++) letters += String.fromCodePoint(c, 0x10400 + c % 80);
print(/^\p{L}+$/u.test(letters) + " " + /^\P{L}+$/u.test(letters) + " " + /\p{L}{250}(\p{L}+)/u.exec(letters)[1].length + " " + /^\p{L}{257}/u.test(letters) + " " + letters.match(/\p{Lu}+/gu).length);
// expect: true false 9 false 42

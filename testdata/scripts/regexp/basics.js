// exec, groups, flags, lastIndex, replace and split with patterns.
const m = /(\d+)-(?<word>\w+)/.exec("id 42-abc!");
print(m[0] + m[1] + m.groups.word + m.index + m.input.length + m.length); // expect: 42-abc42abc3103
const g = /a(b)?/g; const got = []; let r;
while ((r = g.exec("ab a ab"))) got.push(r.index + String(r[1]) + g.lastIndex);
print(got.join() + g.lastIndex); // expect: 0b2,3undefined4,5b70
print("2020-01-02".replace(/(\d+)-(\d+)-(\d+)/, "$3/$2/$1") + " " + "aaa".replace(/a/g, (x, i) => i) + " " + "John Smith".replace(/(?<f>\w+) (?<l>\w+)/, "$<l>, $<f>"));
// expect: 02/01/2020 012 Smith, John
print("a1b22c".split(/\d+/).join() + " " + "a1b2".split(/(\d)/).join("|") + " " + "abc".split(/(?:)/).join("-") + " " + "abc".split(/$/).length);
// expect: a,b,c a|1|b|2| a-b-c 1
print("xAyAz".match(/A/g).length + " " + "x".match(/y/) + " " + [..."a1b2".matchAll(/[a-z](\d)/g)].map((x) => x[1]).join() + " " + "abc".search(/c/));
// expect: 2 null 1,2 2
print(/^b/m.test("a\nb") + " " + /a.c/s.test("a\nc") + " " + /\u{1d4b3}/u.test("𝒳") + " " + /^.$/.test("𝒳") + " " + /^.$/u.test("𝒳") + " " + /[é-ü]/i.test("Ö"));
// expect: true true true false true true
const y = /foo/y; y.lastIndex = 3;
print(y.test("xyzfoo") + " " + y.lastIndex + " " + y.test("xyzfoo") + " " + y.lastIndex); // expect: true 6 false 0
print(/(?<=\$)\d+/.exec("cost $42")[0] + " " + /(?<!\$)\b\d+/.exec("$42 43")[0] + " " + /(?=ab)a/.test("ab") + " " + /a(?!b)/.test("ab"));
// expect: 42 43 true false
print(/(a+)+b/.test("aaaaaaaaaaaab") + " " + /(?:a|ab)(?:c|bcd)(?:d*)/.exec("abcd")[0] + " " + /a{2,3}?/.exec("aaaa")[0] + " " + /(z)((a+)?(b+)?(c))*/.exec("zaacbbbcac").join());
// expect: true abcd aa zaacbbbcac,z,ac,a,,c
print(/(\w)\1/.exec("hello")[0] + " " + /\k<q>x(?<q>y)/.exec("xy")[0] + " " + /[\b]/.test("\b") + " " + /\cJ/.test("\n") + " " + /[^]/.test("\n") + " " + /[]/.test("a"));
// expect: ll xy true true true false
print(String(/a\/b/gi) + " " + new RegExp("a/b").source + " " + new RegExp("").source + " " + new RegExp(/x/g, "i").flags + " " + new RegExp("\n").source);
// expect: /a\/b/gi a\/b (?:) i \n
for (const bad of ["[", "(", "*", "a**", "(?<n>a)(?<n>b)", "\\", "a{2,1}", "(?<1>a)"]) try { new RegExp(bad); print("accepted " + bad); } catch (e) { print(e.name); }
// expect: SyntaxError
// expect: SyntaxError
// expect: SyntaxError
// expect: SyntaxError
// expect: SyntaxError
// expect: SyntaxError
// expect: SyntaxError
// expect: SyntaxError
try { new RegExp("a", "gg"); } catch (e) { print(e.message); }
// expect: Invalid flags supplied to RegExp constructor 'gg'
const d = /(?<y>\d{4})/d.exec("in 2024"); print(d.indices[0].join() + d.indices.groups.y.join()); // expect: 3,73,7
print("aBc".replace(/b/i, "[$&]") + "x$y".replace("$", "$$") + "abc".replace(/(b)(x)?/, "<$2$1$3>") + "ab".replaceAll(/./g, "$&$&"));
// expect: a[B]cx$ya<b$3>caabb
print(/\p{Lu}/u.test("É") + " " + /\p{Script=Greek}/u.test("α") + " " + /[\p{L}--[a-z]]/v.test("a") + " " + /^\p{Emoji_Presentation}$/v.test("😀"));
// expect: true true false true
print(Object.keys(/(?<b>.)(?<a>.)/.exec("xy").groups).join() + " " + /x/.exec("x").groups + " " + "𝒳y".replace(/./gu, "_").length);
// expect: b,a undefined 2
const re = /a/g; re.lastIndex = 5; print("aaa".replace(re, "b") + re.lastIndex + re.test("aaa") + re.lastIndex);
// expect: bbb0true1
print("A-B_C".split(/[-_]/).join("") + "one  two".split(/\s+/).length + /\d/[Symbol.split]("a1b").join() + "test".split(/(?=s)/).join("|"));
// expect: ABC2a,bte|st
let n = 0; "x".repeat(1000).replace(/x/g, () => n++); print(n); // expect: 1000

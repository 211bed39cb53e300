// Texts that must not compile.
const sources = [
  "let a; let a", "let a; var a", "const a", "let let = 1", "'use strict'; with (a) {}", "'use strict'; 010", "'use strict'; delete x", "'use strict'; eval = 1",
  "'use strict'; let static", "break", "continue", "a: a: ;", "x: while (0) { continue y }", "for (let a, b of []) ;", "for (let a = 1 of []) ;", "function f(a, a) { 'use strict' }",
  "(a, a) => 1", "function f(a = 1) { 'use strict' }", "({ a = 1 })", "[a + 1] = []", "1 = 2", "a++ = 1", "++a++", "a ?? b || c", "-1 ** 2", "new.target", "super.x", "super()", "await: 1; async () => { await: 1 }",
  "yield => 1; function* g() { yield => 1 }", "class A { constructor() {} constructor() {} }", "class A { get constructor() {} }", "class A { static prototype() {} }", "class A extends B { m() { super() } }",
  "({ __proto__: 1, __proto__: 2 })", "if (1) let a", "while (0) function f() {}", "label: async function f() {}", "try {} catch ({ a, a }) {}", "try {} catch (e) { let e }", "import x from 'y'", "export default 1", "import.meta",
  "a?.b = 1", "new a?.b()", "a?.`x`", "`${}`", "/[/", "/a/gg", "'\n'", "\"\\u{110000}\"", "0_1", "1__0", "1_", "0b2", "08n", "1n.5", "3in []", "({ get a(x) {} })", "({ set a() {} })", "(...a, b) => 1", "async (await) => 1",
  "function* g(a = yield) {}", "async function f(a = await 1) {}", "for await (x of y) ;", "return", "let [a, a] = []", "for (const a;;) ;", "do 1 while (0) 2", "a\n=> 1", "throw\n1", "{ a: 1, b: 2 }", "@", "#x in y", "\\u0030x", "v\\u0061r a",
];
let wrong = 0;
for (const s of sources) {
  try { (0, eval)(s.startsWith("'use strict'") ? s : "if (false) {\n" + s + "\n}"); wrong++; print("compiles: " + s); } catch (e) { if (e.name !== "SyntaxError") { wrong++; print(s + ": " + e); } }
}
print(sources.length + " sources, " + wrong + " wrong"); // expect: 76 sources, 0 wrong
const fine = ["var a; var a", "a: { a2: ; }", "if (1) function f() {}", "var yield; yield = 1", "var await = 1", "let async; async = 1", "({ a = 1 } = {})", "[a, ...[b]] = [1]", "a ?? (b || c)", "(-1) ** 2", "for (var i = 0 in {}) ;", "x = async\n(1)", "var let_ = 1; var let = 2", "0, 08.5", "'\\08'", "<!-- comment\n1", "label: function f() {}", "({ async *[a]() {}, get: 1, async: 2 })", "class A { static async *#m() {} static { this.x = 1 } }"];
for (const s of fine) try { new Function(s); } catch (e) { print("should compile: " + s + ": " + e.message); }

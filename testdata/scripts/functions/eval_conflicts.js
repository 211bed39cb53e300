// Declarations of eval code that conflict with each other or with what is around.
function show(f) {
  try { print(f()); } catch (e) { print(e.name); }
}
const lexical = ["let a", "const a = 1", "class a {}", "let [a] = []"];
const plain = ["var a", "{ var a }", "function a() {}", "function* a() {}", "async function a() {}", "l: function a() {}"];
let bad = 0;
for (const x of lexical) {
  for (const y of [...lexical, ...plain]) {
    for (const code of [x + "; " + y, y + "; " + x, "'use strict'; " + y + "; " + x]) {
      for (const run of [(c) => eval(c), (c) => (0, eval)(c)]) {
        try { run(code); bad++; print(code); } catch (e) { if (e.name !== "SyntaxError") bad++; }
      }
    }
  }
}
print(bad); // expect: 0
for (const x of plain) for (const y of plain) if (!(x + y).includes("l:")) eval(x + "; " + y);
// A function in a block becomes no var where that would conflict.
show(() => eval("{ function a() {} } let a = 1; a")); // expect: 1
show(() => eval("let a = 1; { function a() {} } a")); // expect: 1
show(() => { eval("{ function a() { return 2 } }"); return a(); }); // expect: 2
show(() => { let a = 1; { eval("{ function a() {} }"); } return a; }); // expect: 1
show(() => { let a = 1; { eval("var a"); } return a; }); // expect: SyntaxError
show(() => { let a = 1; { eval("function a() {}"); } return a; }); // expect: SyntaxError
show(() => { let a = 1; { eval("let a = 2"); } return a; }); // expect: 1
show(() => { try { throw 1; } catch (a) { eval("var a = 2"); return a; } }); // expect: 2
show(() => { try { throw [1]; } catch ([a]) { eval("var a = 2"); return a; } }); // expect: SyntaxError
show(() => { try { throw 1; } catch (a) { eval("for (var a of []);"); return a; } }); // expect: 1
show(() => { eval("let a = 1; eval('var a')"); return "accepted"; }); // expect: SyntaxError
show(() => { eval("{ let a = 1; eval('function a() {}') }"); return "accepted"; }); // expect: SyntaxError
show(() => { eval("var a = 1; eval('let a')"); return a; }); // expect: 1

// A call is a target of an assignment only, and fails when it runs.
function f() { print("called"); }
for (const code of ["[f() = 1] = [1]", "[f()] = [1]", "[...f()] = []", "({ a: f() } = {})", "({ a: [f() = 1] } = {})", "for ([f() = 1] of []);", "for ({ a: f() } of []);", "f() ??= 1"]) {
  show(() => Function(code)()); // expect: SyntaxError
}
// expect: SyntaxError
// expect: SyntaxError
// expect: SyntaxError
// expect: SyntaxError
// expect: SyntaxError
// expect: SyntaxError
// expect: SyntaxError
globalThis.f = f;
show(() => (0, eval)("f() = 1")); // expect: called
// expect: ReferenceError
show(() => (0, eval)("for (f() of [1]);")); // expect: called
// expect: ReferenceError

// A lexical binding exists from the start of its block but cannot be used before its declaration.
function attempt(f) {
  try { return String(f()); } catch (e) { return e.name + ": " + e.message; }
}
print(attempt(() => { x; let x = 1; })); // expect: ReferenceError: Cannot access 'x' before initialization
print(attempt(() => { typeof x; let x = 1; })); // expect: ReferenceError: Cannot access 'x' before initialization
print(attempt(() => typeof notDeclaredAnywhere)); // expect: undefined
print(attempt(() => { x = 1; let x; })); // expect: ReferenceError: Cannot access 'x' before initialization
print(attempt(() => { const c = 1; c = 2; })); // expect: TypeError: Assignment to constant variable.
print(attempt(() => { const c = 1; c++; })); // expect: TypeError: Assignment to constant variable.
print(attempt(() => { const o = { a: 1 }; o.a = 2; return o.a; })); // expect: 2
print(attempt(() => { let f = () => y; let y = 5; return f(); })); // expect: 5
print(attempt(() => { let f = () => y; f(); let y = 5; }));
// expect: ReferenceError: Cannot access 'y' before initialization
print(attempt(() => { class A extends A {} })); // expect: ReferenceError: Cannot access 'A' before initialization
print(attempt(() => { let x = x; })); // expect: ReferenceError: Cannot access 'x' before initialization
print(attempt(() => ((a = b, b) => a)())); // expect: ReferenceError: Cannot access 'b' before initialization
print(attempt(() => ((a, b = a) => b)(3))); // expect: 3
print(attempt(() => { switch (1) { case 0: let z = 1; case 1: return z; } }));
// expect: ReferenceError: Cannot access 'z' before initialization
print(attempt(() => { for (let i = i; ;) break; })); // expect: ReferenceError: Cannot access 'i' before initialization
print(attempt(() => { for (const q of [q]) ; })); // expect: ReferenceError: Cannot access 'q' before initialization
print(attempt(() => { let undef; return undef; })); // expect: undefined

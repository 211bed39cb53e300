// What an instruction throws that machine code lets tier 1 do ends there: the next call that
// tier 1 does returns its own result.
let calls = 0, caught = 0, fuel = 0;
function log() { calls++; }
function turns(n, f) {
  calls = caught = 0;
  for (let i = 0; i < n; i++) { try { for (;;) f(); } catch (e) { caught++; } log(); fuel = 20; }
  return caught + " " + calls;
}
class Getter { get broken() { return missing; } }
class Derived extends Getter { constructor(...list) { super(list); } }
print(turns(60, () => { new Derived(10).broken; })); // expect: 60 60
print(turns(60, () => { new Getter().broken; })); // expect: 60 60

function pay() { if (--fuel < 0) throw "fuel"; }
class Field { k = pay(); }
class Spread extends Field {}
print(turns(60, () => { while (true) { new Spread(...[]); } })); // expect: 60 60

class Setter { set x([]) {} }
const target = new Setter();
print(turns(60, () => { class C extends Setter { constructor() { super(); } } for (;;) target.x = C; })); // expect: 60 60

// The same at the top of a script.
calls = caught = 0;
function once() { new Derived(10).broken; }
for (let i = 0; i < 60; i++) try { for (let x = 0; true; x) once(x); } catch (e) { log(); caught++; }
print(caught + " " + calls); // expect: 60 60

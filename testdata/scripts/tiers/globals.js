// Global names in hot code: bindings of let and const, properties of the global object, and what changes about them.
// stress: skip, millions of safepoints
const say = (...a) => print(a.map(String).join(" "));
var v = 0; let l = 0; const c = 2; implicit = 0;
function step(i) { v = v + c; l += i & 1; implicit = implicit + 0.5; }
for (let i = 0; i < 3000; i++) step(i);
say(v, l, implicit); // expect: 6000 1500 1500
function write(x) { v = x; l = x; }
for (let i = 0; i < 3000; i++) write(i);
write("text"); say(v, l, globalThis.v); // expect: text text text
write({ o: 1 }); say(v.o + l.o); // expect: 2
let set = 0;
Object.defineProperty(globalThis, "implicit", { set(x) { set += x; }, get() { return 10; }, configurable: true });
step(0); say(set, implicit); // expect: 10.5 10
Object.defineProperty(globalThis, "ro", { value: 1, writable: false, configurable: true });
function writeRo() { ro = 2; return ro; }
for (let i = 0; i < 3000; i++) writeRo();
say(writeRo()); // expect: 1
function strictRo() { "use strict"; ro = 2; }
try { strictRo(); } catch (e) { say(e.name); } // expect: TypeError
function writeConst() { c = 1; }
for (let i = 0; i < 300; i++) try { writeConst(); } catch (e) { if (e.name !== "TypeError") say(e.name); }
function early() { try { late = 1; } catch (e) { return e.name; } return late; }
for (let i = 0; i < 3000; i++) early();
say(early()); // expect: ReferenceError
let late = 5;
say(early(), late); // expect: 1 1
Object.freeze(globalThis);
write(7); say(v.o, l); // expect: undefined 7

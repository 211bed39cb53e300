// What goes wrong with decorators.
const fails = (text) => {
  try {
    (0, eval)(text);
    console.log("no error");
  } catch (e) {
    console.log(e.name + ": " + e.message);
  }
};
globalThis.log = [];
globalThis.ret = (v) => () => v;
fails("class A { @1 m() {} }");
fails("let one = 1; class A { @one m() {} }");
fails("class A { @(undefined) f; }");
fails("@missing class A {}");
fails("class A { @({}.x) static [(log.push('key evaluated'), 'f')]; }");
console.log(log.splice(0).join());
for (const member of ["m() {}", "static m() {}", "get m() {}", "set m(v) {}", "f = 1", "accessor a = 1", "#m() {}", "static #f"]) {
  for (const v of ["1", "null", "'text'", "{}"]) fails(`class A { @ret(${v}) ${member} }`);
}
for (const v of ["1", "null", "'text'", "{}"]) fails(`@ret(${v}) class A {}`);
for (const v of ["{ get: 1 }", "{ set: null }", "{ init: {} }", "() => {}", "{ get: undefined, set: undefined, init: undefined }"]) fails(`class A { @ret(${v}) accessor a }`);
fails("class A { @ret({ get get() { throw new RangeError('got') } }) accessor a }");

// addInitializer takes functions, as long as the decorator runs.
let saved;
fails("class A { @((v, c) => c.addInitializer(1)) m() {} }");
fails("class A { @((v, c) => c.addInitializer()) static f }");
fails("@((v, c) => c.addInitializer({})) class A {}");
class A { @((v, c) => { saved = c.addInitializer; }) m() {} }
globalThis.saved = saved;
fails("saved(() => {})");
class A2 { @((v, c) => { c.addInitializer(() => log.push("once")); saved = c.addInitializer; }) f; @((v, c) => { try { saved(() => {}); } catch (e) { log.push(e.name); } }) g; }
new A2();
console.log(log.splice(0).join());

// What a decorator throws ends the definition; nothing after it is called.
fails("class A { @(() => log.push('last')) a() {} @(() => { throw new Error('own') }) @(() => log.push('first')) static b() {} }");
console.log(log.splice(0).join());
fails("@(() => log.push('not called')) class A { @(() => { throw new Error('member') }) f; static { log.push('not run'); } }");
fails("@((v, c) => c.addInitializer(() => { throw new Error('class initializer') })) class A { static { log.push('run'); } }");
fails("class A { @((v, c) => c.addInitializer(() => { throw new Error('static method') })) static m() {} static { log.push('not run'); } }");
fails("class A { @((v, c) => c.addInitializer(() => { throw new Error('method') })) m() {} f = log.push('not run'); } new A()");
fails("class A { @(() => () => { throw new Error('init') }) f = log.push('value'); } new A()");
fails("class A { @((v, c) => c.addInitializer(function () { throw new Error('extra ' + this.f) })) f = 1; } new A()");
console.log(log.splice(0).join());

// The class has no value until its decorators are done.
fails("class A { @((v) => v()) static m() { return A; } }");
fails("@((v) => v.make()) class A { static make() { return A; } }");
fails("@((v) => { new v() }) class A { constructor() { A; } }");
fails("@((v) => { new v() }) class A { f = A; }");
fails("@(() => A) class A {}");
fails("@((v) => { log.push(new v().m()) }) class A { f = 1; #p = 2; m() { return this.f + this.#p; } }");
console.log(log.splice(0).join());

// A class that is defined on cannot be.
fails("class A { @(() => {}) static ['proto' + 'type']() {} }");
fails("class A { @(() => {}) static ['proto' + 'type'] }");
fails("@((v) => Object.freeze(v)) class A {}");
fails("@((v) => { Object.freeze(v) }) class A { static { log.push('not run'); } }");
fails("class P { static [Symbol.metadata] = 1 } class A extends P { @(() => {}) m() {} }");
fails("class P { static get [Symbol.metadata]() { throw new Error('metadata') } } @(() => log.push('not called')) class A extends P {}");
fails("class A { @(() => {}) constructor() {} }");
fails("@(() => {}) function f() {}");
fails("class A { @(() => {}) static {} }");
console.log(log.join());

// expect: SyntaxError: Unexpected number
// expect: TypeError: 1 is not a function
// expect: TypeError: undefined is not a function
// expect: ReferenceError: missing is not defined
// expect: TypeError: undefined is not a function
// expect: key evaluated
// expect: TypeError: A method decorator must return a function or undefined, not 1
// expect: TypeError: A method decorator must return a function or undefined, not null
// expect: TypeError: A method decorator must return a function or undefined, not "text"
// expect: TypeError: A method decorator must return a function or undefined, not #<Object>
// expect: TypeError: A method decorator must return a function or undefined, not 1
// expect: TypeError: A method decorator must return a function or undefined, not null
// expect: TypeError: A method decorator must return a function or undefined, not "text"
// expect: TypeError: A method decorator must return a function or undefined, not #<Object>
// expect: TypeError: A getter decorator must return a function or undefined, not 1
// expect: TypeError: A getter decorator must return a function or undefined, not null
// expect: TypeError: A getter decorator must return a function or undefined, not "text"
// expect: TypeError: A getter decorator must return a function or undefined, not #<Object>
// expect: TypeError: A setter decorator must return a function or undefined, not 1
// expect: TypeError: A setter decorator must return a function or undefined, not null
// expect: TypeError: A setter decorator must return a function or undefined, not "text"
// expect: TypeError: A setter decorator must return a function or undefined, not #<Object>
// expect: TypeError: A field decorator must return a function or undefined, not 1
// expect: TypeError: A field decorator must return a function or undefined, not null
// expect: TypeError: A field decorator must return a function or undefined, not "text"
// expect: TypeError: A field decorator must return a function or undefined, not #<Object>
// expect: TypeError: An accessor decorator must return an object or undefined, not 1
// expect: TypeError: An accessor decorator must return an object or undefined, not null
// expect: TypeError: An accessor decorator must return an object or undefined, not "text"
// expect: no error
// expect: TypeError: A method decorator must return a function or undefined, not 1
// expect: TypeError: A method decorator must return a function or undefined, not null
// expect: TypeError: A method decorator must return a function or undefined, not "text"
// expect: TypeError: A method decorator must return a function or undefined, not #<Object>
// expect: TypeError: A field decorator must return a function or undefined, not 1
// expect: TypeError: A field decorator must return a function or undefined, not null
// expect: TypeError: A field decorator must return a function or undefined, not "text"
// expect: TypeError: A field decorator must return a function or undefined, not #<Object>
// expect: TypeError: A class decorator must return a function or undefined, not 1
// expect: TypeError: A class decorator must return a function or undefined, not null
// expect: TypeError: A class decorator must return a function or undefined, not "text"
// expect: TypeError: A class decorator must return a function or undefined, not #<Object>
// expect: TypeError: The get that an accessor decorator returns must be a function, not 1
// expect: TypeError: The set that an accessor decorator returns must be a function, not null
// expect: TypeError: The init that an accessor decorator returns must be a function, not #<Object>
// expect: no error
// expect: no error
// expect: RangeError: got
// expect: TypeError: An initializer must be a function, not 1
// expect: TypeError: An initializer must be a function, not undefined
// expect: TypeError: An initializer must be a function, not #<Object>
// expect: TypeError: addInitializer cannot be called once the decorator has finished
// expect: TypeError,once
// expect: TypeError: A method decorator must return a function or undefined, not 1
// expect: first
// expect: Error: member
// expect: Error: class initializer
// expect: Error: static method
// expect: Error: method
// expect: Error: init
// expect: Error: extra 1
// expect: run,value
// expect: ReferenceError: Cannot access 'A' before initialization
// expect: ReferenceError: Cannot access 'A' before initialization
// expect: ReferenceError: Cannot access 'A' before initialization
// expect: ReferenceError: Cannot access 'A' before initialization
// expect: ReferenceError: Cannot access 'A' before initialization
// expect: no error
// expect: 3
// expect: TypeError: Cannot redefine property: prototype
// expect: TypeError: Cannot redefine property: prototype
// expect: TypeError: Cannot define property Symbol(Symbol.metadata), object is not extensible
// expect: TypeError: Cannot define property Symbol(Symbol.metadata), object is not extensible
// expect: TypeError: Class extends value has metadata that is no object: 1
// expect: Error: metadata
// expect: SyntaxError: Classes may not have a decorated constructor
// expect: SyntaxError: Unexpected token 'function'
// expect: SyntaxError: Unexpected token '{'
// expect: 

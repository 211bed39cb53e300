// Error objects: properties, causes, subclasses, stack.
const e = new Error("message", { cause: "why" });
print(e.message + e.cause + Object.keys(e).length + Object.getOwnPropertyNames(e).filter((n) => n !== "stack").join());
// expect: messagewhy0message,cause
print(String(new Error()) + String(new TypeError("t")) + Error.prototype.toString.call({ name: "N", message: "M" }) + Error.prototype.toString.call({}));
// expect: ErrorTypeError: tN: MError
print(String(Object.assign(new Error("m"), { name: "" })) + "|" + String(Object.assign(new Error(""), { name: "Only" })));
// expect: m|Only
print(Error("called") instanceof Error && Error("x").constructor === Error); // expect: true
for (const C of [EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError]) print(C.name + C.length + (new C() instanceof Error) + (Object.getPrototypeOf(C) === Error) + C.prototype.name);
// expect: EvalError1truetrueEvalError
// expect: RangeError1truetrueRangeError
// expect: ReferenceError1truetrueReferenceError
// expect: SyntaxError1truetrueSyntaxError
// expect: TypeError1truetrueTypeError
// expect: URIError1truetrueURIError
const agg = new AggregateError([1, new Error("in")], "several", { cause: 0 });
print(agg.errors.length + agg.message + agg.cause + AggregateError.length); // expect: 2several02
print("cause" in new Error("x", {}) ? "has" : "has not"); // expect: has not
print(typeof e.stack + " " + e.stack.split("\n")[0]); // expect: string Error: message
class MyError extends RangeError { constructor(code) { super(`code ${code}`); this.code = code; } get name() { return "MyError"; } }
try { throw new MyError(7); } catch (x) { print(x.code + " " + x + " " + (x instanceof RangeError)); }
// expect: 7 MyError: code 7 true
try { throw 5; } catch (x) { print(typeof x); } // expect: number
try { throw undefined; } catch (x) { print(String(x)); } // expect: undefined
try { try { throw new Error("a"); } catch (x) { throw new Error("b", { cause: x }); } } catch (x) { print(x.message + x.cause.message); }
// expect: ba
const hidden = Object.getOwnPropertyDescriptor(e, "message");
print([hidden.writable, hidden.enumerable, hidden.configurable].join()); // expect: true,false,true
print(Object.prototype.toString.call(new RangeError()) + Object.prototype.toString.call({ __proto__: Error.prototype }));
// expect: [object Error][object Object]
print(Object.hasOwn(new Error(undefined), "message") + " " + new Error(null).message + new Error({}).message);
// expect: false null[object Object]
function outerFunction() { return innerFunction(); }
function innerFunction() { return new Error("trace").stack; }
const frames = outerFunction().split("\n");
print(/innerFunction/.test(frames[1]) + " " + /outerFunction/.test(frames[2]) + " " + /^\s+at /.test(frames[1]) + " " + /:\d+:\d+\)?$/.test(frames[1]));
// expect: true true true true

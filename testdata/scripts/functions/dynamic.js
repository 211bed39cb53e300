// Functions made from text: no binding for their name, errors in each part by itself.
print(new Function("return typeof anonymous")()); // expect: undefined
print([new Function("a", "b", "return a + b")(1, 2), Function("return this")() === globalThis].map(String).join(" ")); // expect: 3 true
const GeneratorFunction = Object.getPrototypeOf(function* () {}).constructor;
print([...GeneratorFunction("n", "while (n) yield n--; return typeof anonymous")(3)].join()); // expect: 3,2,1
print(new Function("a //", "return a").toString().split("\n").length); // expect: 4
print([Function().name, Function("a", "b", "").length].map(String).join(" ")); // expect: anonymous 2
const fails = (...parts) => { try { Function(...parts); return "fine"; } catch (e) { return e.name; } };
print([fails("}, function() {"), fails("*/", "/*"), fails("a, a", '"use strict"'), fails("super()")].map(String).join(" ")); // expect: SyntaxError SyntaxError SyntaxError SyntaxError

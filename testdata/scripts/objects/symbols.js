// Symbols as keys and well-known symbols as hooks.
const s = Symbol("desc");
print(s.toString() + " " + s.description + " " + String(Symbol().description) + " " + typeof s);
// expect: Symbol(desc) desc undefined symbol
print(Symbol.for("k") === Symbol.for("k") && Symbol.keyFor(Symbol.for("k"))); // expect: k
print(Symbol("a") === Symbol("a")); // expect: false
const o = { [s]: 1, plain: 2 };
print(Object.keys(o).join() + " " + JSON.stringify(o) + " " + o[s] + " " + (s in o)); // expect: plain {"plain":2} 1 true
class Even { static [Symbol.hasInstance](n) { return n % 2 === 0; } }
print((2 instanceof Even) + " " + (3 instanceof Even)); // expect: true false
print(String({ [Symbol.toStringTag]: "Tagged" })); // expect: [object Tagged]
const spreadable = { length: 2, 0: "x", 1: "y", [Symbol.isConcatSpreadable]: true };
print([1].concat(spreadable, [[2]]).length); // expect: 4
const noSpread = [1, 2]; noSpread[Symbol.isConcatSpreadable] = false;
print([].concat(noSpread).length); // expect: 1
class Arr extends Array { static get [Symbol.species]() { return Array; } }
print(new Arr(1, 2).map((x) => x) instanceof Arr); // expect: false
print("a-b".split({ [Symbol.split](str) { return str + "!"; } })); // expect: a-b!
print("x".replace({ [Symbol.replace]: (str, r) => str + r }, "y")); // expect: xy
try { new Symbol(); } catch (e) { print(e.message); } // expect: Symbol is not a constructor
try { s + 1; } catch (e) { print(e.message); } // expect: Cannot convert a Symbol value to a number
try { `${s}`; } catch (e) { print(e.message); } // expect: Cannot convert a Symbol value to a string
print(Boolean(s) + " " + !s + " " + (Object(s) == s)); // expect: true false true
print(Object.getOwnPropertySymbols(class { static [Symbol.iterator]() {} }).map(String).join());
// expect: Symbol(Symbol.iterator)
const wm = new WeakMap([[o, "weak"]]);
print(wm.get(o) + wm.has({}) + String(wm.get(1))); // expect: weakfalseundefined
print(Symbol.prototype[Symbol.toPrimitive].call(s) === s); // expect: true
print(Reflect.ownKeys({ [Symbol.for("z")]: 1, a: 1, 0: 1 }).map(String).join()); // expect: 0,a,Symbol(z)

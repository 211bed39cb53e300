// Functions are named by where they stand.
const arrow = () => {};
let fn = function () {};
const cls = class {};
const o = {
  m() {}, "quoted name"() {}, 42() {}, [`comp${1 + 1}`]() {}, [Symbol("sym")]() {},
  get acc() { return 1; }, prop: function () {}, arrow: () => {}, async am() {}, *gm() {},
};
print([arrow.name, fn.name, cls.name].join()); // expect: arrow,fn,cls
print([o.m.name, o["quoted name"].name, o[42].name, o.comp2.name].join()); // expect: m,quoted name,42,comp2
print(o[Object.getOwnPropertySymbols(o)[0]].name); // expect: [sym]
print(Object.getOwnPropertyDescriptor(o, "acc").get.name); // expect: get acc
print([o.prop.name, o.arrow.name, o.am.name, o.gm.name].join()); // expect: prop,arrow,am,gm
const { d = () => {} } = {};
const [e = function () {}] = [];
print(d.name + e.name); // expect: de
let assigned; assigned = () => {};
let logical; logical ??= () => {};
print(assigned.name + " " + logical.name); // expect: assigned logical
print((() => {}).name === ""); // expect: true
print(new Function().name + " " + (function () {}).bind().name + "|"); // expect: anonymous bound |
print(arrow.bind().bind().name); // expect: bound bound arrow
class K { static name = "own"; }
print(K.name); // expect: own
class L { static m() {} #p() {} static t() { return new L().#p.name; } }
print(L.m.name + " " + L.t()); // expect: m #p
const desc = Object.getOwnPropertyDescriptor(arrow, "name");
print([desc.writable, desc.enumerable, desc.configurable].join()); // expect: false,false,true
print(Object.getOwnPropertyNames(function (a) { "use strict"; }).sort().join()); // expect: length,name,prototype
print(Object.getOwnPropertyNames(() => {}).sort().join()); // expect: length,name
(function (x = () => {}) { print(x.name); })(); // expect: x
o.late = () => {};
print(o.late.name === ""); // expect: true
print((function f() {}).toString()); // expect: function f() {}
print(o.m.toString()); // expect: m() {}
const getterText = (o, key) => Object.getOwnPropertyDescriptor(o, key).get.toString();
print([getterText(RegExp, "$&"), getterText(RegExp, "$1"), getterText(Map, Symbol.species), Math.max, [][Symbol.iterator], ""[Symbol.iterator]].join("\n"));
// expect: function get ["$&"]() { [native code] }
// expect: function get $1() { [native code] }
// expect: function get [Symbol.species]() { [native code] }
// expect: function max() { [native code] }
// expect: function values() { [native code] }
// expect: function [Symbol.iterator]() { [native code] }

// A built-in function under two names is one function, whatever becomes of the properties and whichever is touched first.
const { values } = Set.prototype;
print(Set.prototype.keys === values && Set.prototype[Symbol.iterator] === values); // expect: true
Map.prototype.entries = 1;
print(Map.prototype[Symbol.iterator].name); // expect: entries
delete String.prototype.trimStart;
print(String.prototype.trimLeft.name + " ab".trimLeft()); // expect: trimStartab
print(Date.prototype.toGMTString === Date.prototype.toUTCString && String.prototype.trimRight === String.prototype.trimEnd); // expect: true
const { dispose } = DisposableStack.prototype;
DisposableStack.prototype.dispose = null;
print(DisposableStack.prototype[Symbol.dispose] === dispose); // expect: true
print(Number.parseFloat === parseFloat && Number.parseInt === parseInt && Uint8Array.prototype.toString === Array.prototype.toString); // expect: true
delete Array.prototype.values;
print([...[1, 2]].join() + Array.prototype[Symbol.iterator].name + (function () { return [...arguments] })(3)); // expect: 1,2values3

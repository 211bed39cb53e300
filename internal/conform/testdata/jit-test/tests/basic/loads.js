// |jit-test| --fast-warmup; include: asserts.js
load(libdir + "outer.js");
assertEq(loaded, 2);
assertThrowsInstanceOf(() => null.x, TypeError);
var other = newGlobal();
assertEq(other.Array === Array, false);
assertEq(other.evaluate("1 + 2"), 3);

// What benchmarks expect of the shell of an engine: print, read and alert, and numbers at random
// that are the same in every run. They are Robert Jenkins' 32-bit integer hash of the one before.
if (typeof print === "undefined") globalThis.print = function (text) { console.log(text); };
if (typeof read === "undefined") globalThis.read = function (name) { throw new Error(name + " cannot be read"); };
if (typeof alert === "undefined") globalThis.alert = function (text) { throw new Error(text); };
if (typeof performance === "undefined") globalThis.performance = { now: Date.now };
var kilnRandom = (function () {
  var seed;
  function hash(n) {
    n = n + 0x7ed55d16 + (n << 12) | 0;
    n = n ^ 0xc761c23c ^ n >>> 19;
    n = n + 0x165667b1 + (n << 5) | 0;
    n = n + 0xd3a2646c ^ n << 9;
    n = n + 0xfd7046c5 + (n << 3) | 0;
    return n ^ 0xb55a4f09 ^ n >>> 16;
  }
  return {
    reset: function () { seed = 49734321; },
    next: function () { return seed = hash(seed); }
  };
})();

// Flags: --allow-natives-syntax --no-lazy-feedback-allocation
function f(a, b) { return a %b; }
%PrepareFunctionForOptimization(f);
assertEquals(1, f(7, 3));
%OptimizeFunctionOnNextCall(f);
assertEquals(1, f(7,3));
if (%IsBeingInterpreted(f)) throw 1;
const b = new ArrayBuffer(8);
%ArrayBufferDetach(b);
assertEquals(0, b.byteLength);

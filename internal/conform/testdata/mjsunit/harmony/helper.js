// Flags: --allow-natives-syntax
load('test/mjsunit/harmony/inner.js');
%PrepareFunctionForOptimization(helped);
function helped() { return inner; }

if (!wasmIsSupported()) quit();
assertEq(1, 2);

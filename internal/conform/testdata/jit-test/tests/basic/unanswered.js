// |jit-test| skip-if: !hasNoSuchThing() || helperThreadCount() === 0; --flag
assertEq(1, 2);

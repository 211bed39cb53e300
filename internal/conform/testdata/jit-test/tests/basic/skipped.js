// |jit-test| skip-if: getBuildConfiguration("release") === false
assertEq(1, 2);

assertEq(1 + 1, 2);
assertEq(NaN, NaN);
var caught = false;
try { assertEq(0, -0, "signs"); } catch (error) { caught = /got 0, expected -0: signs/.test(error.message); }
assertEq(caught, true);
gczeal(0);

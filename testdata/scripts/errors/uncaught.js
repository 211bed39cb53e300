// An uncaught error ends the script; what it printed before stands.
print("before"); // expect: before
function thrower() { throw new RangeError("nobody catches this"); }
thrower();
print("never");
// throws: RangeError: nobody catches this

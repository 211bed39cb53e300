// Any value can be thrown.
try { throw 1; } finally { print("finally before the end"); throw "a string"; } // expect: finally before the end
// throws: a string

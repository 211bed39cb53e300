// A call, for ever.
function f() {}
while (true) f()

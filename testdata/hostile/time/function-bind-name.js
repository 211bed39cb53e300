let f = function f() { }
for (;;) { f = f.bind() }

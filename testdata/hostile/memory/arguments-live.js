// arguments objects that stay.
const all = []
;(function f() { all.push(arguments); for (;;) (function (a, b, c) { all.push(arguments) })(1, 2, 3) })()

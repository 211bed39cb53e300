// Through Reflect.apply and Reflect.construct.
function f(n) { return n % 2 ? Reflect.apply(f, null, [n + 1]) : Reflect.construct(f, [n + 1]) }
for (;;) { try { f(0) } catch (e) {} }

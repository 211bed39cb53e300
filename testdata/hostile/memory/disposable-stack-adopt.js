// A stack of resources without end.
const stack = new DisposableStack()
const close = () => {}
for (;;) stack.adopt({}, close)

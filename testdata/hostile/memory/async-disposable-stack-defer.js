// An asynchronous stack of resources without end.
const stack = new AsyncDisposableStack()
for (;;) stack.defer(() => {})

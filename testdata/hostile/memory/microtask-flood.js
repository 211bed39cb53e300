// A microtask that queues two.
function f() { queueMicrotask(f); queueMicrotask(f) }
f()

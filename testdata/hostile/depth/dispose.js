// Dispose methods that dispose.
function f() { if (typeof DisposableStack !== 'function') return f(); const s = new DisposableStack(); s.defer(() => f()); s.dispose() }
for (;;) { try { f() } catch (e) {} }

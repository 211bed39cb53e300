// Every disposer throws: suppressed errors in suppressed errors, and they are printed.
const s = typeof DisposableStack === 'function' ? new DisposableStack() : { defer() {}, dispose() { throw 1 } }
for (let i = 0; i < 100000; i++) s.defer(() => { throw new Error('d' + i) })
try { s.dispose() } catch (e) { for (;;) console.log(e) }

// The constructor of errors asks for the stack at the end of the stack.
function f() { try { f() } catch (e) { throw new Error('again', { cause: e }) } }
for (;;) { try { f() } catch (e) { e.stack.length } }

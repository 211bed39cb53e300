function* g() { try { yield } finally { for (;;) yield 1 } }
for (;;) { const i = g(); i.next(); i.return(); i.next() }

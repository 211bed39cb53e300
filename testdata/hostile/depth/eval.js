// eval that evaluates itself.
const s = 'eval(s)'
for (;;) { try { eval(s) } catch (e) {} try { (0, eval)('(0, eval)(' + 's' + ')') } catch (e) {} }

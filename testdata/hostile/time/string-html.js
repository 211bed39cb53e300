// HTML methods with arguments that are all quotes, results dropped.
const q = '"'.repeat(1.5e6)
for (;;) { 'x'.fontcolor(q); q.bold(); q.strike(); q.sup() }

// Errors with their stacks.
const all = []
for (;;) all.push(new Error('boom'))

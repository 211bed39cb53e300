// Capabilities that stay.
const all = []
for (;;) all.push(Promise.withResolvers())

// Registered symbols live as long as the runtime.
for (let i = 0; ; i++) Symbol.for('registered ' + i)

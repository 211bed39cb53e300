// A file that nobody writes to.
await import(scriptArgs[0])

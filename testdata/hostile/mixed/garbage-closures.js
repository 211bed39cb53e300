// Closures and classes that die at once.
for (let i = 0; ; i++) (class { m() { return i } }, () => i)

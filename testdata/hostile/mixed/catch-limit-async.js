// The same by jobs: a limit must not become a rejection.
const all = []
async function f() { try { for (;;) { all.push(new Array(1000)); await null } } catch (e) { return f() } finally { f() } }
f().then(f, f)

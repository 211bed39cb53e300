// with in with, by recursion, and a name that is looked up through all.
function f(n) { with ({ n }) { return n > 3000 ? missing : f(n + 1) } }
for (;;) { try { f(0) } catch (e) {} }

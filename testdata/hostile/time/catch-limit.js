// A script that catches whatever it can while it is stopped.
function f() { try { for (;;) f() } catch { f() } finally { for (;;) f() } }
for (;;) try { f() } catch {}

// super calls through a long chain of classes.
let C = class { m() { return 1 } }
for (let i = 0; i < 5000; i++) C = class extends C { m() { return super.m() } }
for (;;) try { new C().m() } catch {}

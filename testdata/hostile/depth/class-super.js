// super calls through a chain of methods.
let C = class { m() { return 1 } }
for (let i = 0; i < 20000; i++) C = class extends C { m() { return super.m() + 1 } }
const o = Object.create(C.prototype)
for (;;) { try { o.m() } catch (e) {} }

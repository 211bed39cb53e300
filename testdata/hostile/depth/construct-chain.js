// Constructors of a long chain of classes.
let C = Object
for (let i = 0; i < 20000; i++) C = class extends C { x = i }
for (;;) try { new C() } catch {}

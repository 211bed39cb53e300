// A class with fifty thousand ancestors.
let C = class {}
for (let i = 0; i < 50000; i++) C = class extends C {}
for (;;) { try { new C() } catch (e) {} }

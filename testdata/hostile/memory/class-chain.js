// Each class extends the last.
let C = class {}
for (;;) C = class extends C { m() { return super.m } }

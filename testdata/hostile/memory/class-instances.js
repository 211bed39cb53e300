// Instances with private elements.
class P { #a = []; #b = {}; #m() {} static s = []; constructor() { P.s.push(this) } }
for (;;) new P()

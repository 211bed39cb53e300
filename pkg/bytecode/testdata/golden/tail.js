function f(n, g) { "use strict"; return n ? g(n) : g && f(n - 1, g); }

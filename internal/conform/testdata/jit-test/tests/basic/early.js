// |jit-test| error: SyntaxError
let let = 1;

function f({ a, b: [c = 1, ...d], ...rest }) { return [a, c, d, rest]; }

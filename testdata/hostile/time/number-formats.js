// Digits of numbers.
for (;;) { (1.7976931348623157e308).toFixed(100); (5e-324).toPrecision(100); (5e-324).toExponential(100); (1 / 3).toString(2); (1e300).toString(3) }

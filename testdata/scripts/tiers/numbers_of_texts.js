// Plus, and what makes numbers of its operands, of texts in hot code.
function plus(x) { return +x; }
function up(x) { return x++ + x; }
const given = ["0", "7", "007", "123456789", "1234567890", "4294967296", "", " 12", "-5", "+5", "1e3", "1.5", "0x10", "12a", ":", "/", "\u0661", "1234567890123456789012345",
  "12".concat("34"), ("x" + "5".repeat(30)).slice(1), 3, 2.5, -0, true, null, undefined, [4], { valueOf: () => "6" }];
let answers, steps;
for (let i = 0; i < 12; i++) {
  answers = given.map(plus).join(" ");
  steps = given.slice(0, 8).map(up).join(" ");
}
print(answers); // expect: 0 7 7 123456789 1234567890 4294967296 0 12 -5 5 1000 1.5 16 NaN NaN NaN NaN 1.2345678901234568e+24 1234 5.555555555555555e+29 3 2.5 0 1 0 NaN 4 6
print(steps); // expect: 1 15 15 246913579 2469135781 8589934593 1 25
print(Object.is(plus(-0), -0) + " " + Object.is(plus("-0"), -0) + " " + (plus("" + 12) + 1)); // expect: true true 13
try { plus(Symbol()); } catch (e) { print(e.name); } // expect: TypeError
try { plus(1n); } catch (e) { print(e.name); } // expect: TypeError

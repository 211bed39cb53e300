// What a loop expects of a register holds for its first turn only if it was looked at: here objects come first and booleans later.
const say = (...a) => print(a.map(String).join(" "));
function other(o, p, n) { let r = 0; for (let i = 0; i < n; i++) { if (o !== p) r++; o[0] = 1; o = i > 2; } return r; }
const a = [0];
for (let i = 0; i < 3000; i++) other(a, a, 5);
const text = ["lo", "ng"].join("");
say(other(a, a, 5), other(NaN, NaN, 1), other(text, "long", 1), other("long", text, 1), other(0, -0, 1), other(1.5, 1.5, 1)); // expect: 4 1 0 0 0 0
function required(o, n) { let r = 0; for (let i = 0; i < n; i++) { try { const {} = o; r++; } catch (e) { r += 100; } if (i === 0) o = [1]; o[0] = 1; o = i > 2; } return r; }
for (let i = 0; i < 3000; i++) required(a, 5);
say(required(null, 1), required(undefined, 1), required(a, 2), required(0, 1)); // expect: 100 100 2 1

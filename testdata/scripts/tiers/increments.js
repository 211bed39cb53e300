// ++ and -- make numbers of strings, in loops that have met them and in functions that are called with them.
function local(x, what) {
  let v = x;
  for (let i = 0; i < 200; i++) {
    v++;
    if (i === 100) v = what;
  }
  return v;
}
for (let i = 0; i < 5; i++) {
  console.log(local(1, "str"), local(1, "7"), local(1, ""), local(1, undefined), local(1, null), local(1, true), local(1, { valueOf: () => "3" }));
}
// expect: NaN 106 99 NaN 99 100 102
// expect: NaN 106 99 NaN 99 100 102
// expect: NaN 106 99 NaN 99 100 102
// expect: NaN 106 99 NaN 99 100 102
// expect: NaN 106 99 NaN 99 100 102

function up() { return ++shared; }
function after() { const old = shared++; return [old, shared, typeof old].join(); }
function down() { return --shared; }
var shared;
for (const f of [up, after, down]) {
  let text = "";
  for (let i = 0; i < 60; i++) {
    for (const start of ["a", "5", 5, 2147483647, -2147483648, 1.5, 10n]) {
      shared = start;
      text = f() + " " + text.slice(0, 90);
    }
  }
  console.log(text);
}
// expect: 11 2.5 -2147483647 2147483648 6 6 NaN 11 2.5 -2147483647 2147483648 6 6 NaN 11 2.5 -214748364
// expect: 10,11,bigint 1.5,2.5,number -2147483648,-2147483647,number 2147483647,2147483648,number 5,6,number 5,6,
// expect: 9 0.5 -2147483649 2147483646 4 4 NaN 9 0.5 -2147483649 2147483646 4 4 NaN 9 0.5 -2147483649

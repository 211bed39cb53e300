// Computed field names are kept where every tier finds them, however the class body suspends.
async function make(x) {
  let C = class {
    [await x] = () => 1;
    static [await x] = () => 2;
    accessor [await x + 1] = 3;
    ["n" + await x] = 4;
  };
  const c = new C();
  return `${c[x]()}${C[x]()}${c[x + 1]}${c["n" + x]} ${c[x].name} ${Object.keys(c)}`;
}
for (let i = 0; i < 6; i++) print(await make(i * 0x30000000));
// expect: 1234 0 0,n0
// expect: 1234 805306368 805306368,n805306368
// expect: 1234 1610612736 1610612736,n1610612736
// expect: 1234 2415919104 2415919104,n2415919104
// expect: 1234 3221225472 3221225472,n3221225472
// expect: 1234 4026531840 4026531840,n4026531840

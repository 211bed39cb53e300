label: for (const [i, c] of ["a", , "b"].entries()) {
  switch (i) {
    case 1: continue label;
    default: if (c === "b") break label;
  }
}
async function* pages(n) {
  try {
    for (let i = 0; i < n; i++) yield await i;
  } catch ({ message }) {
    throw message;
  } finally {
    delete this?.last, typeof n;
  }
}
function counter() {
  var n = 0;
  return { get n() { return n; }, up: () => ++n, ["do" + 1]() { return n ||= 5; } };
}
const c = counter();
c.up();
with (c) up();
console.log(c.n, /x/u.test("x"), `${c.n}`, 12n, !0);

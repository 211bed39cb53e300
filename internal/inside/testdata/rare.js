debugger;
function deep() {
  let a = 1;
  return () => {
    let b = a;
    return () => {
      let c = b;
      return () => {
        let d = c;
        return () => () => (a = d + c + b + a);
      };
    };
  };
}
var o = { m() { delete super.x; }, k: 1 };
delete unknown;
with (o) delete k;
function compare(a, b) {
  let n = 0;
  if (!(a <= b)) n++;
  if (!(a >= b)) n++;
  if (!(a <= 1)) n++;
  if (!(a > 1)) n++;
  if (!(a < b)) n++;
  n = a <= b || n;
  n = a >= b || n;
  n = a <= 1 || n;
  n = a > 1 || n;
  for (; a >= b; a--) n++;
  return n;
}
function assigns(o, k, x) {
  o[k()] += 1;
  o[k] ??= (k, 2);
  if (x !== undefined) return x;
  x === undefined || k();
  eval(...k);
  k() = 1;
  const { [k]: y = 1, z = 2 } = o;
  return y;
}

// Cases are compared strictly, in order, fall through, and default may stand anywhere.
function f(x) {
  const out = [];
  switch (x) {
    case 1: out.push("one");
    default: out.push("default");
    case "1": out.push("string"); break;
    case NaN: out.push("nan"); break;
    case null: out.push("null");
  }
  return out.join();
}
print(f(1)); // expect: one,default,string
print(f("1")); // expect: string
print(f(2)); // expect: default,string
print(f(NaN)); // expect: default,string
print(f(null)); // expect: null
print(f(undefined)); // expect: default,string
const order = [];
const c = (v) => (order.push(v), v);
switch (c(3)) {
  case c(1):
  case c(2):
  case c(3): order.push("hit");
  case c(4): order.push("fell");
}
print(order.join()); // expect: 3,1,2,3,hit,fell
switch (-0) { case 0: print("zeros are equal"); } // expect: zeros are equal
switch (1) {}
switch (1) { default: }
let x = "outer";
switch (0) { case 0: let x = "inner"; print(x); } // expect: inner
print(x); // expect: outer
function ret(v) { switch (v) { case 0: return "zero"; case 1: { return "one"; } } return "other"; }
print([0, 1, 2].map(ret).join()); // expect: zero,one,other

// CustomEvent, and isTrusted as a property of each event that cannot be forged.
const log = (...a) => print(a.map(String).join(" "));
const e = new CustomEvent("x", { detail: 7, cancelable: true }), plain = new Event("y");
const trusted = o => Object.getOwnPropertyDescriptor(o, "isTrusted");
const detail = Object.getOwnPropertyDescriptor(CustomEvent.prototype, "detail").get;
log(e.detail, e.cancelable, new CustomEvent("x").detail, e instanceof Event, Object.getPrototypeOf(CustomEvent) === Event, e, CustomEvent.length);
e.initCustomEvent("z", true, false, e);
log(e.detail === e, e.type, e.bubbles, e.cancelable);
for (const f of [() => detail.call(plain), () => CustomEvent("x"), () => new CustomEvent(), () => { "use strict"; delete e.isTrusted }, () => { "use strict"; e.isTrusted = true }, () => trusted(e).get.call({})]) {
  try { f(); log("taken") } catch (e) { log(e.name) }
}
log(trusted(e).get === trusted(plain).get, trusted(e).get.name, trusted(e).set, trusted(e).enumerable, trusted(e).configurable, e.isTrusted, Object.keys(plain));
const order = [];
new CustomEvent("x", new Proxy({}, { get(t, key) { order.push(key) } }));
log(order);
class Mine extends CustomEvent { get detail() { return super.detail + 1 } }
const target = new EventTarget();
target.addEventListener("mine", e => log("heard", e.detail, e instanceof Mine));
target.dispatchEvent(new Mine("mine", { detail: 41 }));
// expect: 7 true null true true [object CustomEvent] 1
// expect: true z true false
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: true get isTrusted undefined true false false isTrusted
// expect: bubbles,cancelable,composed,detail
// expect: heard 42 true

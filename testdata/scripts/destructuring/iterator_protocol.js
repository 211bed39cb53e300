// Array patterns use the iteration protocol and close what they do not exhaust.
function track(values) {
  const log = [];
  return { log, [Symbol.iterator]() {
    let i = 0;
    return {
      next() { log.push("next"); return i < values.length ? { value: values[i++], done: false } : { value: undefined, done: true }; },
      return() { log.push("return"); return {}; },
    };
  } };
}
let t = track([1, 2, 3]);
let [a] = t;
print(a + " " + t.log.join()); // expect: 1 next,return
t = track([1]);
let [b, c] = t;
print(b + " " + c + " " + t.log.join()); // expect: 1 undefined next,next
t = track([1, 2]);
let [...all] = t;
print(all + " " + t.log.join()); // expect: 1,2 next,next,next
t = track([1, 2]);
let [] = t;
print(t.log.join()); // expect: return
t = track([undefined]);
try { let [d = (() => { throw "default"; })()] = t; } catch (e) { print(e + " " + t.log.join()); }
// expect: default next,return
t = track([1]);
try { [({ set x(v) { throw "setter"; } }).x] = t; } catch (e) { print(e + " " + t.log.join()); }
// expect: setter next,return
const bad = { [Symbol.iterator]() { return { next() { throw "next"; }, return() { print("must not run"); } }; } };
try { let [x] = bad; } catch (e) { print(e); } // expect: next
t = track([1, 2, 3]);
for (const v of t) { if (v === 2) break; }
print(t.log.join()); // expect: next,next,return
t = track([1, 2, 3]);
try { for (const v of t) throw "body"; } catch (e) { print(e + " " + t.log.join()); } // expect: body next,return
t = track([1, 2, 3]);
(() => { for (const v of t) return v; })();
print(t.log.join()); // expect: next,return
const notObject = { [Symbol.iterator]() { return { next() { return { value: 1, done: false }; }, return() { return 1; } }; } };
try { let [x] = notObject; } catch (e) { print(e.name); } // expect: TypeError
const noNext = { [Symbol.iterator]() { return {}; } };
try { let [x] = noNext; } catch (e) { print(e.name); } // expect: TypeError
print(Math.max(...track([3, 9, 4]))); // expect: 9

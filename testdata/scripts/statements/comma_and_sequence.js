// Order of evaluation: left to right, targets before values.
const log = []; const t = (n, v) => (log.push(n), v);
const flush = () => log.splice(0).join("");
t("a", 1) + t("b", 2) * t("c", 3); print(flush()); // expect: abc
t("o", {})[t("k", "x")] = t("v", 1); print(flush()); // expect: okv
t("f", () => 0)(t("1"), ...t("2", [0]), t("3")); print(flush()); // expect: f123
[t("a"), t("b"), ...t("c", [])]; print(flush()); // expect: abc
({ [t("k1", "a")]: t("v1"), [t("k2", "b")]: t("v2") }); print(flush()); // expect: k1v1k2v2
t("x", 1) < t("y", 2); t("p", 5) > t("q", 3); print(flush()); // expect: xypq
const conv = (n, v) => ({ valueOf() { log.push(n); return v; } });
conv("l", 1) + conv("r", 2); conv("l2", 1) > conv("r2", 2); print(flush()); // expect: lrl2r2
let i = 1; const arr = [0, 0, 0]; arr[i] = i = 2; print(arr.join() + i); // expect: 0,2,02
let n = 1; n += (n = 10, 5); print(n); // expect: 6
let o = { x: 1 }; const ref = o; o.x = o = { x: 2 }; print(ref.x === o); // expect: true
let m = 3; print(m++ + ++m + m-- - --m); // expect: 10
print((1, 2, t("last", 3)) + flush()); // expect: 3last
try { undefined[t("key")]; } catch { print(flush()); } // expect: key
try { null.x = t("value"); } catch { print(flush()); } // expect: value
try { t("callee")(t("argument")); } catch { print(flush()); } // expect: calleeargument
let u; [u = t("default", 1)] = [t("value", undefined)]; print(flush()); // expect: valuedefault
const { [t("k", "a")]: da = t("d", 1) } = t("src", {}); print(flush()); // expect: srckd
class C { static [t("m1", "a")]() {} static [t("f", "b")] = t("init"); [t("m2", "c")]() {} } print(flush());
// expect: m1fm2init
t("cond", true) ? t("then") : t("else"); t("and", 0) && t("no"); t("or", 1) || t("no"); t("nn", null) ?? t("yes"); print(flush());
// expect: condthenandornnyes
`${t("t1", "")}${t("t2", "")}`; t("tag", () => 0)`${t("s1")}${t("s2")}`; print(flush()); // expect: t1t2tags1s2
delete t("d", {})[t("dk", "p")]; typeof t("ty"); void t("vo"); print(flush()); // expect: ddktyvo
new (t("ctor", function () {}))(t("arg")); print(flush()); // expect: ctorarg
for (const x of (t("iter", [1]))) t("body"); for (const k in t("obj", { p: 1 })) t("each"); print(flush());
// expect: iterbodyobjeach
switch (t("disc", 1)) { case t("case0", 0): case t("case1", 1): } print(flush()); // expect: disccase0case1

// Event, EventTarget, AbortController and AbortSignal, by the standards of DOM and Web IDL.
const log = (...a) => print(a.map(String).join(" "));
const c = new AbortController(), s = c.signal;
log(s instanceof AbortSignal, s instanceof EventTarget, s.aborted, s.reason, c.signal === s, String(s), String(c));
s.addEventListener("abort", e => log("1", e.type, e.isTrusted, e.target === s, e.currentTarget === s, e.eventPhase, e.composedPath().length));
s.onabort = function (e) { log("2", this === s) };
s.addEventListener("abort", { handleEvent(e) { log("3", this !== s) } }, { once: true });
const off = () => log("never"); s.addEventListener("abort", off); s.removeEventListener("abort", off);
c.abort(); c.abort("again");
log(s.aborted, s.reason.name, s.reason.code, s.reason instanceof DOMException, s.reason instanceof Error, typeof s.reason.stack);
try { s.throwIfAborted() } catch (e) { log(e === s.reason) }
log(AbortSignal.abort("why").reason, AbortSignal.abort().reason.name);
try { new AbortSignal() } catch (e) { log(e.name) }
try { AbortController() } catch (e) { log(e.name) }
for (const bad of [-1, NaN, Infinity, 2 ** 53]) try { AbortSignal.timeout(bad) } catch (e) { log(e.name) }
const a = new AbortController(), b = new AbortController();
const any = AbortSignal.any([a.signal, b.signal]), anyAny = AbortSignal.any([any]);
any.onabort = () => log("any", any.reason, anyAny.aborted); anyAny.onabort = () => log("anyAny", anyAny.reason);
a.signal.onabort = () => log("a", any.aborted);
a.abort("x"); b.abort("y");
log(AbortSignal.any([]).aborted, AbortSignal.any([b.signal, a.signal]).reason);
try { AbortSignal.any([{}]) } catch (e) { log(e.name) }
class Bus extends EventTarget { emit(x) { const e = new Event("x", { cancelable: true }); return this.dispatchEvent(e) } }
const bus = new Bus(), order = [];
bus.addEventListener("x", () => order.push("bubble")); bus.addEventListener("x", () => order.push("capture"), true);
bus.addEventListener("x", e => e.preventDefault(), { passive: true }); log(bus.emit(), order.join());
bus.addEventListener("x", e => { e.preventDefault(); e.stopImmediatePropagation() }); bus.addEventListener("x", () => log("unreached")); log(bus.emit());
const d = new AbortController(), t = new EventTarget(); let n = 0;
t.addEventListener("y", () => n++, { signal: d.signal }); t.dispatchEvent(new Event("y")); d.abort(); t.dispatchEvent(new Event("y")); log(n);
const again = new Event("z"); t.addEventListener("z", e => { try { t.dispatchEvent(e) } catch (x) { log(x.name, x.code) } }); t.dispatchEvent(again);
log(Object.prototype.toString.call(new DOMException), new DOMException("m", "DataCloneError").code, DOMException.ABORT_ERR, String(new DOMException("m", "N")));
for (let i = 0; i < 50; i++) { const k = new AbortController(); let hit = 0; k.signal.addEventListener("abort", () => hit++); k.abort(i); if (!hit || k.signal.reason !== i) throw i }
const tm = AbortSignal.timeout(1); tm.onabort = () => log("timeout", tm.reason.name, tm.reason.code);
setTimeout(() => log("end"), 30);
AbortSignal.timeout(1e7);
// expect: true true false undefined true [object AbortSignal] [object AbortController]
// expect: 1 abort true true true 2 1
// expect: 2 true
// expect: 3 true
// expect: true AbortError 20 true true string
// expect: true
// expect: why AbortError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: a true
// expect: any x true
// expect: anyAny x
// expect: false y
// expect: TypeError
// expect: true capture,bubble
// expect: false
// expect: 1
// expect: InvalidStateError 11
// expect: [object DOMException] 25 20 N: m
// expect: timeout TimeoutError 23
// expect: end

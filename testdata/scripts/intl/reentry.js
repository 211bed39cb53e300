// Formatters that are used while another one of the same options is made, and objects that change half-way.
// needs: Intl
const say = (...values) => print(values.join(" "));
const kinds = {
  NumberFormat: [{ style: "currency", currency: "EUR", minimumFractionDigits: 1, notation: "compact", signDisplay: "always" }, (f) => f.format(1234.5)],
  DateTimeFormat: [{ dateStyle: "full", timeZone: "UTC", calendar: "hebrew", hourCycle: "h12" }, (f) => f.format(0)],
  Collator: [{ numeric: true, sensitivity: "base", usage: "sort" }, (f) => ["a10", "A9", "b"].sort(f.compare).join()],
  PluralRules: [{ type: "ordinal", minimumIntegerDigits: 1 }, (f) => f.select(2)],
  ListFormat: [{ type: "disjunction", style: "long" }, (f) => f.format(["a", "b", "c"])],
  RelativeTimeFormat: [{ numeric: "auto", style: "long" }, (f) => f.format(-1, "day")],
  DisplayNames: [{ type: "region", style: "long", fallback: "none" }, (f) => f.of("DE")],
  Segmenter: [{ granularity: "word", localeMatcher: "lookup" }, (f) => [...f.segment("a b.c")].length],
};
// Each option is a getter that makes and uses the same formatter, of another locale, and collects.
for (const name in kinds) {
  const [options, use] = kinds[name];
  const asked = [];
  const o = {};
  for (const key in options) {
    Object.defineProperty(o, key, { get() { asked.push(key); asked.push(String(use(new Intl[name]("de", options))).length > 0); return options[key] } });
  }
  const f = new Intl[name]("en", o);
  const plain = new Intl[name]("en", options);
  say(name, use(f) === use(plain), JSON.stringify(f.resolvedOptions()) === JSON.stringify(plain.resolvedOptions()), asked.includes(false), asked.length > 0);
}
// expect: NumberFormat true true false true
// expect: DateTimeFormat true true false true
// expect: Collator true true false true
// expect: PluralRules true true false true
// expect: ListFormat true true false true
// expect: RelativeTimeFormat true true false true
// expect: DisplayNames true true false true
// expect: Segmenter true true false true

// A getter that throws leaves nothing behind, and what is thrown comes out as it is.
const thrown = { name: "thrown" };
for (const name in kinds) {
  const [options, use] = kinds[name];
  let n = 0, same = 0, count = 0;
  for (const key in options) {
    count++;
    try { new Intl[name]("en", { ...options, get [key]() { n++; throw thrown } }) } catch (e) { same += e === thrown }
  }
  say(name, n === count && same === count, use(new Intl[name]("en", options)).toString().length > 0);
}
// expect: NumberFormat true true
// expect: DateTimeFormat true true
// expect: Collator true true
// expect: PluralRules true true
// expect: ListFormat true true
// expect: RelativeTimeFormat true true
// expect: DisplayNames true true
// expect: Segmenter true true

// A list of locales that grows and shrinks while it is read: its length was read before.
const list = ["qtz", { toString() { list.length = 1; list.push("ja", "fr"); return "qtx" } }, "de"];
say(Intl.getCanonicalLocales(list)); // expect: qtz,qtx,fr
const log = [];
const proxy = new Proxy(["de", "en"], { get(t, k, r) { log.push(String(k)); return Reflect.get(t, k, r) }, has(t, k) { log.push("has " + String(k)); return k in t } });
say(new Intl.NumberFormat(proxy).resolvedOptions().locale, log.join()); // expect: de length,has 0,0,has 1,1

// Formatting within valueOf, toString and iterators of what is formatted.
const nf = new Intl.NumberFormat("en"), lf = new Intl.ListFormat("en"), df = new Intl.DateTimeFormat("en", { timeZone: "UTC" });
say(nf.format({ valueOf: () => { nf.format(987654321); return 1234.5 } })); // expect: 1,234.5
say(nf.formatRange({ valueOf: () => (nf.formatRange(1, 2), 3) }, { valueOf: () => (nf.format(9e9), 50) })); // expect: 3–50
say(df.formatRange({ valueOf: () => (df.format(1e12), 0) }, { valueOf: () => (df.formatToParts(2e12), 864e5) })); // expect: 1/1/1970 – 1/2/1970
say(lf.format((function* () { yield "a"; yield lf.format(["b", "c"]); yield "d" })())); // expect: a, b and c, and d
let closed = 0;
try { lf.format({ [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }), return: () => { closed++; return {} } }) }) } catch (e) { say(e.name, closed) } // expect: TypeError 1

// Subclasses, other new targets, and prototypes that are replaced.
class Loud extends Intl.NumberFormat { format(x) { return super.formatToParts(x).map((p) => p.value).join("") + "!" } get [Symbol.toStringTag]() { return "Loud" } }
const loud = new Loud("de");
say(loud.format(1234.5), `${loud}`, loud instanceof Intl.NumberFormat); // expect: 1.234,5! [object Loud] true
const other = function () { }; other.prototype = null;
say(Object.getPrototypeOf(Reflect.construct(Intl.Segmenter, ["de"], other)) === Intl.Segmenter.prototype); // expect: true
const order = [];
const target = new Proxy(Intl.PluralRules, { get(t, k) { if (k === "prototype") order.push("prototype"); return t[k] } });
Reflect.construct(Intl.PluralRules, [{ get length() { order.push("locales"); return 0 } }, { get type() { order.push("type") } }], target);
say(order); // expect: prototype,locales,type

// Receivers: others are refused, frozen ones are as good as any.
for (const [name, method, ...args] of [["NumberFormat", "resolvedOptions"], ["ListFormat", "format", []], ["PluralRules", "select", 1], ["Segmenter", "segment", "a"], ["DisplayNames", "of", "de"], ["RelativeTimeFormat", "format", 1, "day"], ["Locale", "maximize"]]) {
  const right = Object.freeze(new Intl[name]("en", { type: name === "DisplayNames" ? "language" : undefined })), f = right[method];
  let refused = 0;
  for (const wrong of [undefined, null, 1, "x", {}, Object.create(right), new Proxy(right, {}), Intl[name].prototype, Intl]) {
    try { f.apply(wrong, args) } catch (e) { refused += e instanceof TypeError }
  }
  f.apply(right, args);
  say(name, refused);
}
// expect: NumberFormat 9
// expect: ListFormat 9
// expect: PluralRules 9
// expect: Segmenter 9
// expect: DisplayNames 9
// expect: RelativeTimeFormat 9
// expect: Locale 9

// What a script does to the prototypes of built-in objects changes nothing that a formatter reads.
const parts = new Intl.NumberFormat("en").formatToParts(1.5);
Object.defineProperty(Object.prototype, "type", { set() { throw new Error("set") }, get() { return undefined }, configurable: true });
Object.defineProperty(Array.prototype, 0, { set() { throw new Error("set") }, configurable: true });
Array.prototype[Symbol.iterator] = undefined;
String.prototype.split = undefined;
say(JSON.stringify(new Intl.NumberFormat("en").formatToParts(1.5)) === JSON.stringify(parts), Intl.getCanonicalLocales("de")[0], new Intl.DateTimeFormat("en", { timeZone: "UTC" }).formatRangeToParts(0, 1e9).length); // expect: true de 11

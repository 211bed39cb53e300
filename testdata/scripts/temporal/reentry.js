// Values that are made, compared and rounded while another one is being made from an object.
// needs: Intl
const say = (...values) => print(values.join(" "));
const types = {
  PlainDate: { year: 2024, monthCode: "M02", day: 30, calendar: "hebrew" }, PlainDateTime: { year: 2024, month: 2, day: 30, hour: 25 }, PlainTime: { hour: 1, nanosecond: 5000 },
  PlainYearMonth: { year: 5784, monthCode: "M05L", calendar: "hebrew" }, PlainMonthDay: { monthCode: "M12", day: 31 }, Duration: { hours: 1, nanoseconds: -0, days: 2 },
  ZonedDateTime: { year: 2024, month: 3, day: 31, hour: 4, minute: 30, timeZone: "Europe/Vienna", offset: "+02:00" },
};
for (const name in types) {
  const type = Temporal[name], fields = types[name], asked = [];
  const o = new Proxy(fields, {
    get(t, k) { asked.push(String(k)); type.from(t).toString(); try { type.from({ get [k]() { throw 0 } }) } catch { } return t[k] },
    has() { throw new Error("has") }, ownKeys() { throw new Error("ownKeys") },
  });
  say(name, String(type.from(o)) === String(type.from(fields)), asked.length, asked.slice(0, 2));
}
// expect: PlainDate true 7 calendar,day
// expect: PlainDateTime true 11 calendar,day
// expect: PlainTime true 6 hour,microsecond
// expect: PlainYearMonth true 6 calendar,era
// expect: PlainMonthDay true 5 calendar,day
// expect: Duration true 10 days,hours
// expect: ZonedDateTime true 13 calendar,day

// Options are read once, in order, also when they change what they belong to.
const d = Temporal.PlainDate.from("2020-02-29"), log = [];
const options = {};
for (const key of ["largestUnit", "roundingIncrement", "roundingMode", "smallestUnit"]) {
  Object.defineProperty(options, key, { get() { log.push(key); delete options.smallestUnit; d.until("2030-01-01", options === this ? { largestUnit: "years" } : undefined); return { largestUnit: "months", roundingIncrement: 2, roundingMode: "ceil", smallestUnit: "months" }[key] }, configurable: true });
}
say(d.until("2021-03-15", options), log); // expect: P12M16D largestUnit,roundingIncrement,roundingMode
log.length = 0;
const relative = new Proxy({ year: 2020, month: 1, day: 31 }, { get(t, k) { log.push(String(k)); return t[k] } });
say(Temporal.Duration.from("P1M").total({ get unit() { log.push("unit"); return "days" }, get relativeTo() { log.push("relativeTo"); return relative } }), log[0], log.at(-1)); // expect: 29 relativeTo unit

// Arguments that are receivers of what they call.
const z = Temporal.ZonedDateTime.from("2024-03-31T01:30[Europe/Vienna]");
say(z.with({ get hour() { return z.with({ hour: 4 }).hour }, get minute() { return z.add({ hours: 1 }).hour } })); // expect: 2024-03-31T04:03:00+02:00[Europe/Vienna]
say(z.round({ get smallestUnit() { return z.round("hour").hour === 3 ? "hour" : "day" } })); // expect: 2024-03-31T03:00:00+02:00[Europe/Vienna]
say(Temporal.Duration.compare({ get hours() { return Temporal.Duration.compare("PT1H", "PT2H") + 25 } }, { days: 1 })); // expect: 0

// A text that is asked for in the middle may throw, and an index that is none comes out as it is.
const thrown = {};
for (const f of [
  () => Temporal.PlainDate.from({ year: 2020, month: 1, day: { valueOf() { throw thrown } } }), () => Temporal.PlainDate.from({ year: 2020, monthCode: { toString() { throw thrown } }, day: 1 }),
  () => d.toString({ get calendarName() { throw thrown } }), () => d.toPlainDateTime({ get hour() { throw thrown } }), () => d.toZonedDateTime({ get timeZone() { throw thrown } }),
  () => z.toString({ timeZoneName: { toString() { throw thrown } } }), () => d.add({ get days() { throw thrown } }), () => new Temporal.Duration({ valueOf() { throw thrown } }),
]) {
  try { f() } catch (e) { say(e === thrown) }
}
// expect: true
// expect: true
// expect: true
// expect: true
// expect: true
// expect: true
// expect: true
// expect: true

// Subclasses give values of the class itself; new targets may be anything that constructs.
class Day extends Temporal.PlainDate { constructor(...a) { super(...a); this.own = 1 } add(x) { return super.add(x) } }
const day = new Day(2024, 1, 31);
say(day instanceof Day, day.add({ months: 1 }) instanceof Day, Day.from(day) instanceof Day, `${day.add({ months: 1 })}`, day.own); // expect: true false false 2024-02-29 1
const target = function () { }.bind();
say(Object.getPrototypeOf(Reflect.construct(Temporal.Duration, [1], target)) === Temporal.Duration.prototype); // expect: true

// Receivers: others are refused, frozen ones are as good as any.
for (const name in types) {
  const right = Object.freeze(Temporal[name].from(types[name])), get = Object.getOwnPropertyDescriptor(Temporal[name].prototype, name === "Duration" ? "sign" : name === "PlainTime" ? "hour" : "calendarId").get;
  let refused = 0;
  for (const wrong of [undefined, null, 1, "2020-01-01", {}, Object.create(right), new Proxy(right, {}), Temporal[name].prototype, Temporal]) {
    for (const f of [right.toString, right.toJSON, right.toLocaleString, right.with, get]) try { f.call(wrong, {}) } catch (e) { refused += e instanceof TypeError }
  }
  get.call(right);
  say(name, refused, right.toString() === right.toJSON());
}
// expect: PlainDate 45 true
// expect: PlainDateTime 45 true
// expect: PlainTime 45 true
// expect: PlainYearMonth 45 true
// expect: PlainMonthDay 45 true
// expect: Duration 45 true
// expect: ZonedDateTime 45 true

// Formatters take them within their own options, and half-way through a range.
const f = new Intl.DateTimeFormat("en", { timeZone: "UTC", get dateStyle() { return d.toLocaleString("en", { dateStyle: "short" }) === "2/29/20" ? "medium" : "full" } });
say(f.format(d)); // expect: Feb 29, 2020
try { f.formatRange(d, { valueOf() { return f.format(d).length } }) } catch (e) { say(e.name) } // expect: TypeError
try { f.format(Temporal.PlainYearMonth.from("2020-01[u-ca=iso8601]")) } catch (e) { say(e.name) } // expect: RangeError

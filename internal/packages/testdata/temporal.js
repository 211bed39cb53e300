// Temporal by random operations: the built-in one here, @js-temporal/polyfill where there is none.
import { Temporal as Polyfill } from "@js-temporal/polyfill";

const Temporal = globalThis.Temporal ?? Polyfill;
let seed = 20240229;
const random = (n) => (seed = (seed * 1103515245 + 12345) % 2147483648, Math.floor(seed / 2147483648 * n));
const pick = (list) => list[random(list.length)];
const units = ["year", "month", "week", "day", "hour", "minute", "second", "millisecond", "microsecond", "nanosecond"];
const dateUnits = units.slice(0, 4), timeUnits = units.slice(4);
const modes = ["ceil", "floor", "expand", "trunc", "halfCeil", "halfFloor", "halfExpand", "halfTrunc", "halfEven"];
const zones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/Sao_Paulo", "Pacific/Apia", "Africa/Casablanca", "-03:30", "+14:00"];
const calendars = ["iso8601", "gregory", "japanese", "roc", "hebrew", "persian", "indian"];

const show = (f) => {
  try {
    const v = f();
    return typeof v === "object" || typeof v === "function" ? String(v) : typeof v + " " + String(v);
  } catch (e) {
    return e.name;
  }
};
const number = (n) => random(4) ? random(n) : random(n * 50);
const durationOf = (list) => {
  const sign = pick([1, -1]), fields = {};
  for (const unit of list) if (random(2)) fields[unit + "s"] = sign * number(40);
  fields[pick(list) + "s"] = sign * (1 + number(30));
  return Temporal.Duration.from(fields);
};
const date = () => new Temporal.PlainDate(pick([1900, 1970, 2000, 2020, 2024, 1582, 2100]) + random(30), 1 + random(12), 1 + random(28), pick(calendars));
const time = () => new Temporal.PlainTime(random(24), random(60), random(60), random(1000), random(1000), random(1000));
const dateTime = () => date().toPlainDateTime(time());
const instant = () => new Temporal.Instant(BigInt(random(4e9)) * 1000000007n - 86400n * 1000000000n * BigInt(random(30000)));
const zoned = () => instant().toZonedDateTimeISO(pick(zones)).withCalendar(pick(calendars.slice(0, 5)));
const difference = (list, first = list.indexOf(pick(list)), second = list.indexOf(pick(list))) => {
  const options = { largestUnit: list[Math.min(first, second)], smallestUnit: list[Math.max(first, second)] };
  if (random(2)) options.roundingMode = pick(modes);
  return options;
};
const rounding = (list) => ({ smallestUnit: pick(list), roundingMode: pick(modes), roundingIncrement: pick([1, 1, 1, 2, 5, 10, 15, 30]) });
const overflow = () => ({ overflow: pick(["constrain", "reject"]) });

const operations = [
  () => { const d = date(), x = durationOf(dateUnits); return [d, x, show(() => d.add(x, overflow())), show(() => d.subtract(x))]; },
  () => { const a = date(), b = date().withCalendar(a.calendarId), o = difference(dateUnits); return [a, b, JSON.stringify(o), show(() => a.until(b, o)), show(() => a.since(b, o))]; },
  () => { const d = date(); return [d, d.year, d.month, d.monthCode, d.day, d.dayOfWeek, d.dayOfYear, d.calendarId === "iso8601" && d.weekOfYear, d.daysInMonth, d.daysInYear, d.monthsInYear, d.inLeapYear]; },
  () => { const d = date(), f = { [pick(["year", "month", "day"])]: 1 + random(40) }, o = overflow(); return [d, JSON.stringify(f), show(() => d.with(f, o)), show(() => d.toPlainYearMonth()), show(() => d.toPlainMonthDay())]; },
  () => { const t = time(), x = durationOf(timeUnits); return [t, x, show(() => t.add(x)), show(() => t.subtract(x)), show(() => t.round(rounding(timeUnits)))]; },
  () => { const a = time(), b = time(), o = difference(timeUnits); return [a, b, JSON.stringify(o), show(() => a.until(b, o)), show(() => a.since(b, o))]; },
  () => { const d = dateTime(), x = durationOf(units); return [d, x, show(() => d.add(x, overflow())), show(() => d.round(rounding(units.slice(3))))]; },
  () => { const a = dateTime(), b = dateTime().withCalendar(a.calendarId), o = difference(units); return [a, b, JSON.stringify(o), show(() => a.until(b, o)), show(() => a.since(b, o))]; },
  () => { const i = instant(), x = durationOf(timeUnits); return [i, show(() => i.add(x)), show(() => i.round(rounding(timeUnits))), show(() => i.until(instant(), difference(timeUnits))), show(() => i.toString({ timeZone: pick(zones), smallestUnit: pick(["minute", "second", "microsecond"]), roundingMode: pick(modes) }))]; },
  () => { const z = zoned(), x = durationOf(units); return [z, x, show(() => z.add(x, overflow())), show(() => z.subtract(x)), z.hoursInDay, show(() => z.startOfDay()), show(() => z.getTimeZoneTransition(pick(["next", "previous"])))]; },
  () => { const a = zoned(), b = zoned().withCalendar(a.calendarId).withTimeZone(a.timeZoneId), o = difference(units); return [a, b, JSON.stringify(o), show(() => a.until(b, o)), show(() => a.since(b, o)), show(() => a.round(rounding(units.slice(3))))]; },
  () => { const d = dateTime(), z = pick(zones), disambiguation = pick(["compatible", "earlier", "later", "reject"]); return [d, z, show(() => d.toZonedDateTime(z, { disambiguation }))]; },
  () => { const x = durationOf(units), y = durationOf(timeUnits), relativeTo = pick([undefined, date(), zoned()]), o = { ...difference(units), relativeTo }; return [x, y, relativeTo, o.largestUnit, o.smallestUnit, o.roundingMode, show(() => x.round(o)), show(() => x.total({ unit: pick(units), relativeTo })), show(() => x.add(y)), show(() => Temporal.Duration.compare(x, y, { relativeTo }))]; },
  () => { const m = date().toPlainYearMonth(), x = durationOf(["year", "month"]), o = difference(["year", "month"]); return [m, show(() => m.add(x)), show(() => m.subtract(x)), show(() => m.until(date().withCalendar(m.calendarId).toPlainYearMonth(), o)), show(() => m.toPlainDate({ day: 1 + random(31) }))]; },
  () => { const m = date().toPlainMonthDay(); return [m, show(() => m.toPlainDate({ year: 1900 + random(200) })), show(() => m.with({ day: 1 + random(31) }, overflow()))]; },
  () => { const s = pick([String(zoned()), String(dateTime()), String(date()), String(time()), String(instant()), String(durationOf(units))]).replace(/\d/, (d) => random(3) ? d : "x").replace("T", () => pick(["T", "t", " ", "T"])); return [s, ...["ZonedDateTime", "PlainDateTime", "PlainDate", "PlainTime", "Instant", "Duration", "PlainYearMonth", "PlainMonthDay"].map((type) => show(() => Temporal[type].from(s)))]; },
];
for (let i = 0; i < operations.length * 60; i++) {
  try {
    console.log(i, operations[i % operations.length]().map(String).join(" | "));
  } catch (e) {
    console.log(i, e.name);
  }
}

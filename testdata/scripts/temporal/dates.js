// Dates, times and durations in the calendar ISO 8601.
// needs: Temporal
const d = Temporal.PlainDate.from("2024-01-31");
print(`${d.add({ months: 1 })} ${d.add({ years: 1, days: 1 })} ${d.subtract("P1M1D")}`); // expect: 2024-02-29 2025-02-01 2023-12-30
try { d.add({ months: 1 }, { overflow: "reject" }) } catch (e) { print(e.name) } // expect: RangeError
print([d.year, d.month, d.monthCode, d.day, d.dayOfWeek, d.dayOfYear, d.weekOfYear, d.yearOfWeek, d.daysInMonth, d.inLeapYear].join()); // expect: 2024,1,M01,31,3,31,5,2024,31,true
print(`${d.era} ${d.calendarId} ${d.with({ day: 40 })} ${d.toPlainYearMonth()} ${d.toPlainMonthDay()}`); // expect: undefined iso8601 2024-01-31 2024-01 01-31
print(`${d.until("2026-03-01", { largestUnit: "year" })} ${d.since("2020-02-29", { smallestUnit: "month", largestUnit: "year" })}`); // expect: P2Y1M1D P3Y11M
print(`${Temporal.PlainDate.compare(d, "2024-02-01")} ${d.equals("20240131")}`); // expect: -1 true
try { d < d } catch (e) { print(e.name) } // expect: TypeError
const t = Temporal.PlainTime.from("12:34:56.789012345");
print(`${t.round("minute")} ${t.add({ hours: 12 })} ${t.toString({ fractionalSecondDigits: 2 })}`); // expect: 12:35:00 00:34:56.789012345 12:34:56.78
print(`${d.toPlainDateTime(t).round({ smallestUnit: "hour", roundingMode: "halfExpand" })}`); // expect: 2024-01-31T13:00:00
const longest = Temporal.Duration.from({ seconds: 9007199254740991, nanoseconds: 999999999 });
print(`${longest} ${longest.total("nanoseconds")} ${longest.negated().abs().sign}`); // expect: PT9007199254740991.999999999S 9.007199254740992e+24 1
print(`${Temporal.Duration.from("PT1.5H").add("PT45M").round({ largestUnit: "minute" })}`); // expect: PT135M
print(`${Temporal.Duration.from({ days: 40 }).round({ largestUnit: "month", relativeTo: "2024-02-01" })}`); // expect: P1M11D
print(Temporal.Duration.compare("P1M", "P30D", { relativeTo: "2024-02-01" })); // expect: -1
class Day extends Temporal.PlainDate { weekend() { return this.dayOfWeek > 5 } }
print(`${new Day(2024, 2, 3).weekend()} ${new Day(2024, 2, 3).add("P1D") instanceof Day}`); // expect: true false
print(JSON.stringify({ d, t, m: Temporal.PlainMonthDay.from("02-29") })); // expect: {"d":"2024-01-31","t":"12:34:56.789012345","m":"02-29"}

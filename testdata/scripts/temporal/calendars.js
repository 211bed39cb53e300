// Dates in calendars besides ISO 8601.
// needs: Temporal
const show = (d) => [d.era, d.eraYear, d.year, d.month, d.monthCode, d.day, d.daysInMonth, d.daysInYear, d.monthsInYear, d.inLeapYear].join();
const h = Temporal.PlainDate.from("2024-03-04[u-ca=hebrew]");
print(`${h} ${show(h)} ${h.weekOfYear}`); // expect: 2024-03-04[u-ca=hebrew] am,5784,5784,6,M05L,24,30,383,13,true undefined
print(show(h.withCalendar("CHINESE"))); // expect: ,,2024,1,M01,24,29,354,12,false
print(`${show(h.withCalendar("islamicc"))} ${h.withCalendar("islamicc").calendarId}`); // expect: ah,1445,1445,8,M08,23,29,355,12,true islamic-civil
print(show(h.withCalendar("ethiopic-amete-alem"))); // expect: aa,7516,7516,6,M06,25,30,365,13,false
print(`${show(Temporal.PlainDate.from("2019-04-30[u-ca=japanese]"))} ${Temporal.PlainDate.from({ calendar: "japanese", era: "reiwa", eraYear: 1, month: 5, day: 1 })}`); // expect: heisei,31,2019,4,M04,30,30,365,12,false 2019-05-01[u-ca=japanese]
print(`${h.add({ years: 1 })} ${h.add({ years: 1 }).monthCode} ${h.add("P1M").monthCode}`); // expect: 2025-03-24[u-ca=hebrew] M06 M06
try { h.add({ years: 1 }, { overflow: "reject" }) } catch (e) { print(e.name) } // expect: RangeError
print(h.until("2030-06-01[u-ca=hebrew]", { largestUnit: "years" })); // expect: P6Y3M5D
print(h.since("1924-01-01[u-ca=hebrew]", { largestUnit: "months" })); // expect: P1239M
print(Temporal.PlainMonthDay.from({ calendar: "hebrew", monthCode: "M05L", day: 24 })); // expect: 1970-03-02[u-ca=hebrew]
print(Temporal.PlainMonthDay.from({ calendar: "chinese", monthCode: "M06L", day: 30 })); // expect: 1941-08-22[u-ca=chinese]
print(Temporal.PlainYearMonth.from({ calendar: "dangi", year: 2017, monthCode: "M05L" })); // expect: 2017-06-24[u-ca=dangi]
const c = Temporal.PlainDate.from({ calendar: "coptic", year: 1740, month: 13, day: 30 });
print(`${c} ${show(c.with({ year: 1739 }))}`); // expect: 2024-09-10[u-ca=coptic] am,1739,1739,13,M13,5,6,366,13,true
for (const fields of [
  { year: 5785, monthCode: "M05L", day: 1 }, { year: 5784, monthCode: "M05L", month: 5, day: 1 }, { year: 5784, monthCode: "M04L", day: 1 },
  { era: "ce", eraYear: 1, month: 1, day: 1 }, { era: "am", month: 1, day: 1 }, { year: 1e300, month: 1, day: 1 },
]) {
  try { print(Temporal.PlainDate.from({ calendar: "hebrew", ...fields }, { overflow: "reject" })) } catch (e) { print(e.name) }
}
// expect: RangeError
// expect: RangeError
// expect: RangeError
// expect: RangeError
// expect: TypeError
// expect: RangeError
const z = Temporal.ZonedDateTime.from("2024-03-31T01:30[Europe/Vienna][u-ca=persian]");
print(`${z.add({ months: 6, hours: 1 })} ${z.monthCode} ${z.add({ months: 6 }).monthCode}`); // expect: 2024-10-03T02:30:00+02:00[Europe/Vienna][u-ca=persian] M01 M07
print(Temporal.Duration.from({ days: 400 }).round({ largestUnit: "years", relativeTo: "2024-02-10[u-ca=chinese]" })); // expect: P1Y1M16D
for (const id of ["islamic", "islamic-rgsa", "julian", ""]) try { h.withCalendar(id) } catch (e) { print(e.name) }
// expect: RangeError
// expect: RangeError
// expect: RangeError
// expect: RangeError

// Exact times, time zones, and what clocks skip or repeat.
// needs: Temporal
const spring = Temporal.ZonedDateTime.from("2024-03-10T01:30[America/New_York]");
print(`${spring.add({ hours: 1 })}`); // expect: 2024-03-10T03:30:00-04:00[America/New_York]
print(`${spring.hoursInDay} ${spring.startOfDay().offset} ${spring.add({ days: 1 }).offset}`); // expect: 23 -05:00 -04:00
print(`${spring.with({ hour: 2 })} ${spring.with({ hour: 2 }, { disambiguation: "earlier" })}`); // expect: 2024-03-10T03:30:00-04:00[America/New_York] 2024-03-10T01:30:00-05:00[America/New_York]
try { spring.with({ hour: 2 }, { disambiguation: "reject" }) } catch (e) { print(e.name) } // expect: RangeError
const autumn = Temporal.PlainDateTime.from("2024-11-03T01:30");
for (const disambiguation of ["compatible", "earlier", "later"]) print(autumn.toZonedDateTime("america/new_york", { disambiguation }).offset);
// expect: -04:00
// expect: -04:00
// expect: -05:00
print(`${spring.getTimeZoneTransition("next")}`); // expect: 2024-03-10T03:00:00-04:00[America/New_York]
print(`${spring.getTimeZoneTransition({ direction: "previous" })}`); // expect: 2023-11-05T01:00:00-05:00[America/New_York]
print(`${Temporal.ZonedDateTime.from("2500-07-01T12:00[Europe/Vienna]").offset}`); // expect: +02:00
print(`${Temporal.ZonedDateTime.from("1800-01-01T12:00[Europe/Vienna]").offset}`); // expect: +01:05:21
print(spring.withTimeZone("US/Eastern").equals(spring)); // expect: true
print(`${spring.until("2024-03-11T01:30[America/New_York]", { largestUnit: "day" })} ${spring.until("2024-03-11T01:30[America/New_York]")}`); // expect: P1D PT23H
const last = Temporal.Instant.fromEpochNanoseconds(8_640_000_000_000_000_000_000n);
print(`${last} ${last.epochMilliseconds} ${last.epochNanoseconds}`); // expect: +275760-09-13T00:00:00Z 8640000000000000 8640000000000000000000
try { last.add({ nanoseconds: 1 }) } catch (e) { print(e.name) } // expect: RangeError
print(`${new Date(0).toTemporalInstant()} ${last.toZonedDateTimeISO("+01:00")}`); // expect: 1970-01-01T00:00:00Z +275760-09-13T01:00:00+01:00[+01:00]
print(`${Temporal.Now.timeZoneId()} ${Temporal.Now.instant() instanceof Temporal.Instant}`); // expect: UTC true
try { Temporal.Now.zonedDateTimeISO("Nowhere/Else") } catch (e) { print(e.name + ": " + e.message) } // expect: RangeError: unknown time zone Nowhere/Else
// Many objects, of which a few are kept: what slots hold is not taken for something else.
let kept = [];
for (let i = 0; i < 300; i++) { const z = spring.add({ hours: i }); if (i % 50 === 0) kept.push(z) }
print(kept.map(z => z.day).join()); // expect: 10,12,14,16,18,20

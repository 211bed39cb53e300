// What Date.parse takes: the date time string format to the letter, where the text
// begins as one of it, and other common forms.
// stress: skip, millions of safepoints
const wrong = [];
function same(text, want) {
  const got = Date.parse(text);
  if (!Object.is(got, want)) wrong.push(JSON.stringify(text) + " is " + got + ", not " + want);
  if (!Object.is(new Date(text).getTime(), got)) wrong.push("new Date(" + JSON.stringify(text) + ")");
}
// A grammar of its own for texts that are put together from good and bad parts.
const field = (text, low, high) => (/^\d\d$/.test(text) && +text >= low && +text <= high ? +text : NaN);
const dates = { "2000-06-01": Date.UTC(2000, 5, 1), "2000-06": Date.UTC(2000, 5), 2000: Date.UTC(2000), "+002000-02-29": Date.UTC(2000, 1, 29), "-000001-01-01": Date.UTC(-1, 0, 1), "0000-01-01": -62167219200000 };
const badDates = ["-000000-01-01", "2000-13-01", "2000-00-01", "2000-06-32", "2000-06-00", "2001-02-29", "2000-6-01", "2000-06-1", "2000-06-", "2000-", "20000-06-01", "200-06-01", "+2000-06-01", "-0002000-06-01", "+0002000-06-01", "2000-06-01-01", "2000/06/01", "2000--06", ""];
const hours = ["00", "23", "24", "25", "1", "001", "", "-1", "+1", " 1"];
const minutes = ["00", "59", "60", "1", "000", "", null];
const seconds = ["00", "59", "60", "1", "000", "", null];
const fractions = ["", ".0", ".25", ".125", ".1259", ".000", ".0001", ".", ".-1", ",5", ". 5", ".5.5"];
const zones = { Z: 0, "+00:00": 0, "-00:00": 0, "+23:59": 86340000, "-01:30": -5400000 };
const badZones = ["+24:00", "+23:60", "+1:00", "+01:0", "+01:", "+01", "+", "-", "+01:00:00", "ZZ", "Z+01:00", " Z", " +01:00", "GMT", "UTC", "EST", "(x)", " (x)", "A", ".", "\u221201:00"];
for (const date of badDates) for (const clock of ["00:00", "12:30:00", "24:00:00.000", "24:01", "12"]) for (const zone of ["", ...Object.keys(zones)]) same(date + "T" + clock + zone, NaN);
for (const [date, day] of Object.entries(dates)) {
  for (const h of hours) {
    for (const m of minutes) {
      for (const s of m === null ? [null] : seconds) {
        for (const f of s === null ? [""] : fractions) {
          let time = field(h, 0, 24) * 3600000 + (m === null ? NaN : field(m, 0, 59)) * 60000 + (s === null ? 0 : field(s, 0, 59) * 1000);
          if (f !== "") time += /^\.\d+$/.test(f) ? Math.trunc(+("0" + f) * 1000) : NaN;
          if (h === "24" && (time > 86400000 || +f > 0)) time = NaN;
          const text = date + "T" + h + (m === null ? "" : ":" + m) + (s === null ? "" : ":" + s) + f;
          same(text + "Z", day + time);
          if (isNaN(day + time) && isNaN(Date.parse(text)) === false) wrong.push(text);
        }
      }
    }
  }
}
for (const zone in zones) for (const clock of ["T12:30", "T12:30:00", "T12:30:00.000"]) same("2000-06-01" + clock + zone, Date.UTC(2000, 5, 1, 12, 30) - zones[zone]);
for (const zone of badZones) for (const clock of ["T12:30", "T12:30:00", "T12:30:00.000", "T24:00"]) same("2000-06-01" + clock + zone, NaN);
print(wrong.length + " " + wrong.slice(0, 10).join("; ")); // expect: 0

// The date alone is UTC, with a clock local; not so with space around.
same("2000-06-01", Date.UTC(2000, 5, 1));
same("2000-06-01T00:00", +new Date(2000, 5, 1));
same(" 2000-06-01", +new Date(2000, 5, 1));
for (const text of [" 2000-06-01T00:00Z", "2000-06-01T00:00Z ", "2000-06-01\tT00:00Z", "2000-06-01T00:00\0"]) same(text, NaN);
// The ends of the range.
same("+275760-09-13T00:00:00.000Z", 8.64e15);
same("+275760-09-13T00:00:00.001Z", NaN);
same("-271821-04-20T00:00Z", -8.64e15);
same("-271821-04-19T23:59:59.999Z", NaN);
same("+275761-01-01T00:00Z", NaN);
same("-000000", NaN);
same("+000000", -62167219200000);
// Accepted beyond the format, as elsewhere: small letters, any fraction, an offset without colon.
same("2000-06-01t00:00:00z", Date.UTC(2000, 5, 1));
same("2000-06-01T00:00:00.123456789Z", Date.UTC(2000, 5, 1, 0, 0, 0, 123));
same("2000-06-01T00:00+0130", Date.UTC(2000, 4, 31, 22, 30));

// What toString and toUTCString give comes back.
for (const t of [0, 951782400000, 1e12, -1e12, 1700000000000, 8.64e15, -8.64e15, -62198755200000, -62167219200000, -62135596800000, 253402300800000]) {
  const d = new Date(t);
  same(d.toUTCString(), t);
  if (Math.abs(t) < 8.64e15 && Number.isInteger(d.getTimezoneOffset())) same(d.toString(), t);
  same(d.toISOString(), t);
}
// Other forms.
const noon = Date.UTC(2024, 6, 4, 12);
for (const text of [
  "Jul 4, 2024 12:00 UTC", "4 July 2024 12:00 GMT", "7/4/2024 12:00 PM GMT", "2024/7/4 12:00 Z", "2024-07-04 12:00Z", "2024-7-4 12:00:00.0 Z", "7/4/24 12:00PM UTC",
  "Thursday, 4-Jul-2024 12:00:00 GMT", "Thu Jul 04 2024 05:00:00 GMT-0700 (PDT)", "Thu, 4 Jul 2024 16:30:00 +0430", "Thu, 4 Jul 2024 07:00:00 EST", "2024.07.04 14:00 +02:00", "Thu Jul 4 (in (our) time) 2024 12:00 +0",
]) same(text, noon);
same("2024-07-04 24:00 Z", noon + 43200000);
for (const text of [
  "2024-07-04 24:01 Z", "2024-07-04 24:00:00.0001 Z", "7/4/2024 25:00", "7/4/2024 12:60", "7/4/2024 12:", "7/4/2024 12:30.", "7/4/2024 12:30:30.", "7/4/2024 12:30.5", "7/4/2024 12:30:30:30",
  "7/4/2024 :30", "7/4/2024 12::30", "7/4/2024 012:30", "7/4/2024 12:030", "7/4/2024 13:00 PM", "7/4/2024 PM", "7/4/2024 12:00 +24:00", "7/4/2024 12:00 +01:", "7/4/2024 12:00 +01:0", "7/4/2024 12:00 +01000", "7/4/2024 12:00 +",
  "7/4/2024 12:00 +01 +01", "7/4/2024 +01:00", "7/4/2024 T12:00", "7/4/2024 12:00 foo", "7--4-2024", "7-4-2024-", "7/4/2024 - 12:00", "7/4/2024 )", "2024-07-04-12:00", "2024-07-04:12:00", "2024 7 4 1", "99999999999", "T12:00 2024", "Jul 4 Jul 2024", "",
]) same(text, NaN);
// Very long texts are no dates, and that is known at once.
for (const text of ["1".repeat(1e6), "(".repeat(1e6), "2000-06-01T00:00:00." + "1".repeat(1e6) + "Z", " ".repeat(1e6) + "2000"]) same(text, NaN);
print(wrong.length + " " + wrong.slice(0, 10).join("; ")); // expect: 0

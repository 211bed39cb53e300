// Parsing, formatting, arithmetic, zones and locales with dayjs and its plugins.
import dayjs from "dayjs";
import utc from "dayjs/plugin/utc";
import timezone from "dayjs/plugin/timezone";
import relativeTime from "dayjs/plugin/relativeTime";
import localizedFormat from "dayjs/plugin/localizedFormat";
import advancedFormat from "dayjs/plugin/advancedFormat";
import customParseFormat from "dayjs/plugin/customParseFormat";
import duration from "dayjs/plugin/duration";
import isoWeek from "dayjs/plugin/isoWeek";
import weekOfYear from "dayjs/plugin/weekOfYear";
import quarterOfYear from "dayjs/plugin/quarterOfYear";
import isBetween from "dayjs/plugin/isBetween";
import minMax from "dayjs/plugin/minMax";
import calendar from "dayjs/plugin/calendar";
import objectSupport from "dayjs/plugin/objectSupport";
import buddhistEra from "dayjs/plugin/buddhistEra";
import "dayjs/locale/de";
import "dayjs/locale/fr";
import "dayjs/locale/ja";
import "dayjs/locale/ar";
import "dayjs/locale/ru";
import "dayjs/locale/pl";
import "dayjs/locale/th";

for (const plugin of [utc, timezone, relativeTime, localizedFormat, advancedFormat, customParseFormat, duration, isoWeek, weekOfYear, quarterOfYear, isBetween, minMax, calendar, objectSupport, buddhistEra]) dayjs.extend(plugin);
const t = dayjs.utc("2024-02-29T13:45:07.089Z");
for (const zone of ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Chatham", "America/St_Johns", "Antarctica/Troll"]) {
  const z = t.tz(zone);
  console.log(zone, z.format(), z.format("YYYY-MM-DD HH:mm:ss.SSS Z z"), z.format("zzz"), z.utcOffset(), z.offsetName("long"));
  console.log("  ", dayjs.tz("2024-03-31 02:30", zone).toISOString(), dayjs.tz("2024-10-27 02:30", zone).format(), z.add(8, "month").startOf("day").format());
}
for (const locale of ["en", "de", "fr", "ja", "ar", "ru", "pl", "th"]) {
  const l = t.locale(locale);
  console.log(locale, l.format("dddd, D MMMM YYYY HH:mm"), "|", l.format("LLLL"), "|", l.format("llll"), "|", l.format("Do Q wo k BBBB"), "|", l.from(dayjs.utc("2024-01-15")), "|", l.to(dayjs.utc("2030-01-15")), "|", l.calendar(dayjs.utc("2024-03-01")));
}
for (const [text, format, locale, strict] of [["29/02/2024 5:07 pm", "DD/MM/YYYY h:mm a"], ["Februar 29 2024", "MMMM D YYYY", "de"], ["2024-02-30", "YYYY-MM-DD", "en", true], ["12.3.99", "D.M.YY"], ["x", "YYYY"]]) {
  const d = dayjs.utc(text, format, locale ?? "en", strict ?? false);
  console.log(text, d.isValid() ? d.toISOString() : "invalid");
}
const a = dayjs.utc("2021-05-17T08:30"), b = dayjs.utc("2024-02-29T23:59:59.5");
for (const unit of ["year", "quarter", "month", "week", "day", "hour", "minute"]) console.log(unit, b.diff(a, unit), b.diff(a, unit, true), b.startOf(unit).toISOString(), b.endOf(unit).toISOString(), a.add(5, unit).format());
console.log(b.isoWeek(), b.week(), b.quarter(), b.isoWeekYear(), b.isBetween(a, b, null, "[]"), dayjs.max(a, b).format(), dayjs.utc({ year: 2020, month: 1, day: 29 }).format());
console.log(dayjs.duration(93784005).format("D[d] HH:mm:ss.SSS"), dayjs.duration({ months: 14, days: 3 }).toISOString(), dayjs.duration("P1Y2M3DT4H5M6S").asDays(), dayjs.duration(-1, "day").humanize(true), dayjs.duration(45, "minutes").locale("pl").humanize());

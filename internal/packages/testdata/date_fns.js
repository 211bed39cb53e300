// Formatting, parsing and arithmetic with date-fns in many locales.
import * as f from "date-fns";
import { de, fr, es, ptBR, ja, zhCN, ar, he, ru, pl, hi, th, tr, fi, ko, faIR } from "date-fns/locale";

const locales = { de, fr, es, ptBR, ja, zhCN, ar, he, ru, pl, hi, th, tr, fi, ko, faIR };
const t = new Date(2024, 1, 29, 13, 45, 7, 89), a = new Date(2021, 4, 17, 8, 30), b = new Date(2024, 1, 29, 23, 59, 59, 500);
for (const [name, locale] of Object.entries(locales)) {
  console.log(name, f.format(t, "PPPPpppp", { locale }).replace(/ ?GMT.*/, ""), "|", f.format(t, "eeee do MMMM yyyy, BBBB h:mm", { locale }), "|", f.format(t, "qqqq, wo, GGGG, LLL", { locale }));
  console.log("  ", f.formatDistance(a, b, { locale, addSuffix: true }), "|", f.formatDistanceStrict(b, a, { locale, unit: "month" }), "|", f.formatRelative(a, f.addDays(a, 3), { locale }), "|", f.formatDuration(f.intervalToDuration({ start: a, end: b }), { locale, delimiter: ", " }));
  const text = f.format(t, "d MMMM yyyy HH:mm", { locale });
  console.log("  ", text, f.format(f.parse(text, "d MMMM yyyy HH:mm", a, { locale }), "yyyy-MM-dd'T'HH:mm"), f.format(f.startOfWeek(t, { locale }), "yyyy-MM-dd"), f.getWeek(t, { locale }));
}
for (const locale of ["en-US", "de", "ja", "ar-EG", "hi", "fr"]) {
  console.log(locale, f.intlFormat(t, { weekday: "long", year: "numeric", month: "long", day: "numeric" }, { locale }), "|", f.intlFormatDistance(a, b, { locale }), "|", f.intlFormatDistance(f.addDays(b, 1), b, { locale }), "|", f.intlFormat(t, { hour: "numeric", minute: "2-digit" }, { locale }));
}
for (const unit of ["Years", "Quarters", "Months", "Weeks", "Days", "Hours", "Minutes", "Seconds", "BusinessDays"]) console.log(unit, f.format(f["add" + unit](a, 7), "yyyy-MM-dd HH:mm:ss"), f.format(f["sub" + unit](b, 13), "yyyy-MM-dd HH:mm:ss"), f["differenceIn" + unit](b, a));
console.log(f.eachWeekendOfMonth(t).map((d) => f.format(d, "MM-dd")).join(), f.eachQuarterOfInterval({ start: a, end: b }).length, f.areIntervalsOverlapping({ start: a, end: t }, { start: t, end: b }), f.closestTo(t, [a, b]).getDate(), f.getOverlappingDaysInIntervals({ start: a, end: t }, { start: a, end: b }));
for (const text of ["2024-02-29T13:45:07+05:30", "2024-W09-4", "2024-060", "20240229", "2024-02-30", "nonsense"]) console.log(text, f.isValid(f.parseISO(text)) ? f.formatISO(f.startOfDay(f.parseISO(text)), { representation: "date" }) : "invalid");
console.log(JSON.stringify(f.intervalToDuration({ start: a, end: b })), f.formatRFC7231(new Date(1e12)), f.formatISODuration({ years: 1, months: 2, days: 3, hours: 4, minutes: 5, seconds: 6 }), f.lightFormat(t, "yyyy/MM/dd"), f.roundToNearestMinutes(t, { nearestTo: 15 }).getMinutes());

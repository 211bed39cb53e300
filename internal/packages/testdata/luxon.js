// Dates, durations, intervals, zones and locales with luxon.
import { DateTime, Duration, Interval, Settings, Info, IANAZone, FixedOffsetZone } from "luxon";

Settings.defaultZone = "Europe/Berlin";
Settings.defaultLocale = "en-US";
const locales = ["en-US", "en-GB", "de", "fr", "es", "pt-BR", "ja", "zh-Hans", "ar", "he", "ru", "hi", "tr"];
const zones = ["UTC", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/Sao_Paulo", "Africa/Casablanca"];
const t = DateTime.fromISO("2024-02-29T13:45:07.089", { zone: "Europe/Berlin" });

console.log(t.toISO(), t.toISODate(), t.toISOWeekDate(), t.toRFC2822(), t.toHTTP(), t.toSQL(), t.toMillis(), t.ordinal, t.weekNumber, t.isInLeapYear);
for (const zone of zones) {
  const z = t.setZone(zone);
  console.log(zone, z.toISO(), z.offset, z.offsetNameShort, z.offsetNameLong, z.isInDST);
}
for (const locale of locales) {
  const l = t.setLocale(locale);
  console.log(locale, l.toLocaleString(DateTime.DATE_SHORT), "|", l.toLocaleString(DateTime.DATE_MED_WITH_WEEKDAY), "|", l.toLocaleString(DateTime.DATE_HUGE));
  console.log("  ", l.toLocaleString(DateTime.TIME_SIMPLE), "|", l.toLocaleString(DateTime.TIME_24_WITH_SECONDS), "|", l.toLocaleString(DateTime.DATETIME_FULL));
  console.log("  ", l.toFormat("cccc, d LLLL yyyy HH:mm:ss.SSS ZZ z"), "|", l.toFormat("ccc dd LLL yy h:mm a"), "|", l.toFormat("DDDD t"), "|", l.toFormat("G GG y kkkk-WW o"));
  console.log("  ", t.plus({ days: 3 }).toRelative({ base: t, locale }), "|", t.minus({ months: 2 }).toRelative({ base: t, locale, style: "short" }), "|", t.plus({ days: 1 }).toRelativeCalendar({ base: t, locale }));
  console.log("  ", Info.months("long", { locale }).join(), "|", Info.weekdays("short", { locale }).join(), "|", Info.meridiems({ locale }).join(), "|", Info.eras("long", { locale }).join());
}
for (const [text, format, locale] of [
  ["Thursday, 29 February 2024", "cccc, d LLLL yyyy", "en"], ["29 février 2024 14:05", "d LLLL yyyy HH:mm", "fr"], ["2024年2月29日", "yyyy年L月d日", "ja"],
  ["29. Februar 2024", "d. LLLL yyyy", "de"], ["5:09 PM 02/03/2023", "h:mm a MM/dd/yyyy", "en"], ["٢٩/٢/٢٠٢٤", "d/L/yyyy", "ar"], ["nonsense", "yyyy", "en"],
]) {
  const d = DateTime.fromFormat(text, format, { locale, numberingSystem: locale === "ar" ? "arab" : undefined });
  console.log(text, d.isValid ? d.toISO() : d.invalidExplanation ?? d.invalidReason);
}
console.log(DateTime.fromISO("2024-03-31T02:30").toISO(), DateTime.fromISO("2024-10-27T02:30").plus({ hours: 1 }).toISO(), DateTime.fromISO("2024-W09-4").toISO(), DateTime.fromISO("2024-060").toISODate());
const a = DateTime.fromISO("2021-05-17T08:30"), b = DateTime.fromISO("2024-02-29T23:59:59.5");
console.log(b.diff(a, ["years", "months", "weeks", "days", "hours", "minutes", "seconds"]).toObject(), b.diff(a, "hours").hours, b.diff(a).toISO());
for (const locale of locales) console.log(locale, Duration.fromObject({ years: 1, days: 2, hours: 3.5, minutes: 10 }, { locale }).toHuman(), "|", Duration.fromMillis(93784005).shiftTo("days", "hours", "minutes", "seconds").reconfigure({ locale }).toHuman({ unitDisplay: "short", listStyle: "narrow" }));
console.log(Duration.fromISO("P1Y2M3W4DT5H6M7.89S").normalize().toISO(), Duration.fromMillis(1e9).toFormat("d 'days' hh:mm:ss.SSS"), Duration.fromObject({ hours: 30, minutes: -90 }).rescale().toISO());
const i = Interval.fromDateTimes(a, b);
console.log(i.toISO(), i.length("days"), i.splitBy({ months: 7 }).map((x) => x.toISODate()).join(" "), i.contains(t), i.toLocaleString(DateTime.DATE_FULL), i.toFormat("d LLL yyyy"));
console.log(Interval.merge([i, Interval.after(b, { days: 4 }), Interval.before(a, { weeks: 2 })]).map((x) => x.toISODate()).join(" "), Interval.xor([i, Interval.after(t, { days: 4 })]).length);
console.log(IANAZone.isValidZone("Europe/Paris"), IANAZone.isValidZone("Fantasia/Castle"), FixedOffsetZone.instance(330).formatOffset(0, "narrow"), Info.hasDST("Asia/Tokyo"), Info.features());
console.log(t.startOf("quarter").toISO(), t.endOf("week").toISO(), t.startOf("week", { useLocaleWeeks: true }).toISO(), t.set({ weekday: 1 }).toISODate(), t.set({ month: 2, day: 30 }).invalidReason ?? t.set({ month: 2, day: 30 }).toISODate());
for (const calendar of ["buddhist", "islamic-civil", "hebrew", "japanese", "persian", "coptic"]) console.log(calendar, t.reconfigure({ outputCalendar: calendar }).toLocaleString(DateTime.DATE_FULL));

// Messages with plurals, selections, numbers and dates by intl-messageformat.
import { IntlMessageFormat } from "intl-messageformat";

const messages = {
  en: ["{n, plural, =0 {no files} one {one file} other {# files}} of {total, number}", "{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}} place", "{who, select, she {She} he {He} other {They}} paid {sum, number, ::currency/EUR} on {when, date, long} at {when, time, short}", "{share, number, percent} of {sum, number, ::compact-short}", "<b>{who}</b> {sum, number, ::.00 sign-always} {when, date, ::yMMMEd}"],
  de: ["{n, plural, one {eine Datei} other {# Dateien}} von {total, number}", "{sum, number, ::currency/EUR unit-width-name} am {when, date, full} um {when, time, medium}", "{sum, number, ::unit/kilometer-per-hour} {share, number, ::percent scale/100}"],
  ru: ["{n, plural, one {# файл} few {# файла} many {# файлов} other {# файла}}", "{when, date, long}, {sum, number, ::currency/RUB}"],
  pl: ["{n, plural, one {# plik} few {# pliki} many {# plików} other {# pliku}}"],
  ar: ["{n, plural, zero {لا ملفات} one {ملف} two {ملفان} few {# ملفات} many {# ملفًا} other {# ملف}}", "{when, date, long} {sum, number}"],
  cy: ["{n, plural, zero {# z} one {# o} two {# t} few {# f} many {# m} other {# r}}"],
  ja: ["{n, plural, other {#個のファイル}}", "{when, date, full} {when, time, long}", "{sum, number, ::currency/JPY}"],
  hi: ["{n, plural, one {# फ़ाइल} other {# फ़ाइलें}}", "{total, number} {sum, number, ::currency/INR}"],
  fr: ["{n, plural, one {# fichier} many {# de fichiers} other {# fichiers}}", "{when, date, medium} {when, time, short}", "{sum, number, ::compact-long}"],
};
const when = new Date(Date.UTC(2024, 1, 29, 13, 45, 7)), formats = {};
for (const kind of ["date", "time"]) formats[kind] = Object.fromEntries(Object.entries(IntlMessageFormat.formats[kind]).map(([name, options]) => [name, { ...options, timeZone: "Europe/Berlin" }]));
for (const [locale, list] of Object.entries(messages)) {
  for (const text of list) {
    const m = new IntlMessageFormat(text, locale, formats);
    for (const n of [0, 1, 2, 3, 5, 11, 21, 100, 1.5, 1000000]) {
      const out = m.format({ n, total: 1234567.891, who: ["she", "he", "it"][n % 3 | 0] ?? "it", sum: n * 1234.5, when, share: n / 7, b: (chunks) => `*${chunks.join("")}*` });
      console.log(locale, n, Array.isArray(out) ? out.join("") : out);
      if (!text.includes("{n,") && n > 2) break;
    }
  }
}
for (const bad of ["{n, plural, one {x}}", "{unclosed", "{n, number, ::nonsense-skeleton}", "<b>open"]) {
  try {
    console.log(new IntlMessageFormat(bad, "en").format({ n: 1, unclosed: 2 }));
  } catch (e) {
    console.log(e.name, String(e.message).split("\n")[0].slice(0, 60));
  }
}

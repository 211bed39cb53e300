// Tags that are longer than any that means something are refused, and so are options that would make such.
// needs: Intl
// stress: skip, it makes long arrays
const kind = (f) => { try { return String(f()).length } catch (e) { return e.name } };
print(kind(() => new Intl.Locale("en-x" + "-abc".repeat(10_000)))); // expect: 40004
print(kind(() => new Intl.Locale("en-x" + "-abc".repeat(20_000)))); // expect: RangeError
print(kind(() => Intl.getCanonicalLocales("en-u" + "-abc".repeat(1_000_000)))); // expect: RangeError
print(kind(() => Intl.getCanonicalLocales(["de", "en-u" + "-abc".repeat(20_000)]))); // expect: RangeError
print(kind(() => new Intl.Locale("en", { calendar: "abc-".repeat(20_000) + "abc" }))); // expect: RangeError
print(kind(() => new Intl.Locale("en", { firstDayOfWeek: "abc-".repeat(20_000) + "abc" }))); // expect: RangeError
print(kind(() => new Intl.Locale("en", { variants: Array.from({ length: 20_000 }, (v, i) => 10_000 + i).join("-") }))); // expect: RangeError
print(kind(() => new Intl.Locale("en", { variants: Array.from({ length: 5_000 }, (v, i) => 10_000 + i).join("-") }))); // expect: 30002
print(kind(() => new Intl.DisplayNames("en", { type: "language" }).of("en-" + Array.from({ length: 20_000 }, (v, i) => 10_000 + i).join("-")))); // expect: RangeError
print(new Intl.Locale("en", { language: undefined, calendar: "ABC-def" })); // expect: en-u-ca-abc-def

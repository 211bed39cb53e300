//go:build !kiln_no_intl && !kiln_no_temporal

package kiln_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/cldr"
)

func TestNamesAreThoseOfTheirLocale(t *testing.T) {
	if cldr.EnglishAlone() {
		t.Skip("it is about locales that this build has not")
	}
	rt := newWithIntl(t, kiln.Options{})
	for source, want := range map[string]string{
		`"en", { type: "language" }).of("zh-hant")`:                                                  "Traditional Chinese",
		`"en", { type: "language" }).of("zh-Hant-HK")`:                                               "Chinese (Traditional, Hong Kong SAR China)",
		`"en", { type: "language", languageDisplay: "standard" }).of("en-US")`:                       "English (United States)",
		`"en", { type: "language", languageDisplay: "standard", style: "short" }).of("en-US")`:       "English (US)",
		`"en", { type: "language" }).of("en-fonipa-scouse")`:                                         "English (IPA Phonetics, Scouse)",
		`"en", { type: "language" }).of("iw")`:                                                       "Hebrew",
		`"en", { type: "language" }).of("qtz-Cyrl")`:                                                 "qtz (Cyrillic)",
		`"en", { type: "language", fallback: "none" }).of("qtz-Cyrl")`:                               "undefined",
		`"ar", { type: "language", languageDisplay: "standard" }).of("zh-HK")`:                       "الصينية (هونغ كونغ الصينية [منطقة إدارية خاصة])",
		`"zh", { type: "language" }).of("ja-Latn-US")`:                                               "日语（拉丁文，美国）",
		`"de", { type: "region" }).of("gb")`:                                                         "Vereinigtes Königreich",
		`"de", { type: "region", style: "narrow" }).of("gb")`:                                        "UK",
		`"en", { type: "region" }).of("SU")`:                                                         "Russia",
		`"fr", { type: "script" }).of("latn")`:                                                       "latin",
		`"ja", { type: "currency" }).of("usd")`:                                                      "米ドル",
		`"ja", { type: "currency", fallback: "none" }).of("zzz")`:                                    "undefined",
		`"en", { type: "calendar" }).of("ethioaa")`:                                                  "Ethiopic Amete Alem Calendar",
		`"es-MX", { type: "dateTimeField" }).of("dayPeriod")`:                                        "a.m./p.m.",
		`"en", { type: "dateTimeField", style: "narrow" }).of("weekOfYear")`:                         "wk",
		`"en-GB-u-nu-thai", { type: "currency" }).resolvedOptions().locale`:                          "en-GB",
		`"en", { type: "currency" }).resolvedOptions().languageDisplay`:                              "undefined",
		`"en", { type: "language", languageDisplay: "standard" }).resolvedOptions().languageDisplay`: "standard",
	} {
		require.Equal(t, want, runText(t, rt, `String(new Intl.DisplayNames(`+source+`)`), source)
	}
	for _, source := range []string{`"language" }).of("en-u-nu-thai")`, `"language" }).of("root")`, `"region" }).of("USA")`, `"currency" }).of("€")`, `"dateTimeField" }).of("zone")`, `"calendar" }).of("a_b")`} {
		require.Equal(t, "RangeError", runText(t, rt, `try { new Intl.DisplayNames("en", { type: `+source+` } catch (e) { e.name }`), source)
	}
}

func TestRelativeTimesAreThoseOfTheirLocale(t *testing.T) {
	if cldr.EnglishAlone() {
		t.Skip("it is about locales that this build has not")
	}
	rt := newWithIntl(t, kiln.Options{})
	for source, want := range map[string]string{
		`new Intl.RelativeTimeFormat("de").format(-2, "days")`:                           "vor 2 Tagen",
		`new Intl.RelativeTimeFormat("de", { numeric: "auto" }).format(-2, "days")`:      "vorgestern",
		`new Intl.RelativeTimeFormat("ar-EG").format(3, "hour")`:                         "خلال ٣ ساعات",
		`new Intl.RelativeTimeFormat("ar-EG-u-nu-latn").format(3, "hour")`:               "خلال 3 ساعات",
		`new Intl.RelativeTimeFormat("ru", { style: "narrow" }).format("5", "quarters")`: "+5 кв.",
		`JSON.stringify(new Intl.RelativeTimeFormat("en").formatToParts(-1.5, "years"))`: `[{"type":"integer","value":"1","unit":"year"},{"type":"decimal","value":".","unit":"year"},` +
			`{"type":"fraction","value":"5","unit":"year"},{"type":"literal","value":" years ago"}]`,
		`JSON.stringify(new Intl.RelativeTimeFormat("th-u-nu-thai", { style: "short" }).resolvedOptions())`: `{"locale":"th-u-nu-thai","style":"short","numeric":"always","numberingSystem":"thai"}`,
	} {
		require.Equal(t, want, runText(t, rt, source), source)
	}
	for _, source := range []string{`NaN, "day"`, `-Infinity, "day"`, `1, "fortnight"`} {
		require.Equal(t, "RangeError", runText(t, rt, `try { new Intl.RelativeTimeFormat("en").format(`+source+`) } catch (e) { e.name }`), source)
	}
}

func TestFormattersOfNamesAndDurationsSurviveACheckpoint(t *testing.T) {
	if cldr.EnglishAlone() {
		t.Skip("it is about locales that this build has not")
	}
	rt := newWithIntl(t, kiln.Options{})
	runText(t, rt, `var names = new Intl.DisplayNames("fr", { type: "region" }), times = new Intl.RelativeTimeFormat("fr"), durations = new Intl.DurationFormat("fr", { style: "digital", fractionalDigits: 1 }); 0`)
	cp, err := rt.Checkpoint()
	require.NoError(t, err)
	for range 3 {
		require.Equal(t, "Allemagne dans 2 jours 1:00:00,0", runText(t, rt, `var before = names.of("DE") + " " + times.format(2, "day") + " " + durations.format({ hours: 1 }); names = times = 0; before`))
		require.NoError(t, rt.Restore(cp))
	}
}

func TestDurationsAreThoseOfTheirLocale(t *testing.T) {
	if cldr.EnglishAlone() {
		t.Skip("it is about locales that this build has not")
	}
	rt := newWithIntl(t, kiln.Options{})
	const whole = `{ years: 1, months: 2, weeks: 3, days: 4, hours: 5, minutes: 6, seconds: 7, milliseconds: 8, microseconds: 9, nanoseconds: 10 }`
	for source, want := range map[string]string{
		`new Intl.DurationFormat("en").format(` + whole + `)`:                                                                         "1 yr, 2 mths, 3 wks, 4 days, 5 hr, 6 min, 7 sec, 8 ms, 9 μs, 10 ns",
		`new Intl.DurationFormat("de", { style: "long" }).format("P1Y2DT3H")`:                                                         "1 Jahr, 2 Tage und 3 Stunden",
		`new Intl.DurationFormat("da", { style: "digital" }).format({ hours: 1, milliseconds: 5 })`:                                   "1.00.00,005",
		`new Intl.DurationFormat("lt", { style: "digital" }).format({ hours: 1, seconds: 2 })`:                                        "01:00:02",
		`new Intl.DurationFormat("ar-EG", { style: "digital" }).format({ minutes: 61 })`:                                              "٠:٦١:٠٠",
		`new Intl.DurationFormat("en", { style: "digital" }).format({ minutes: -5 })`:                                                 "-0:05:00",
		`new Intl.DurationFormat("en", { hours: "numeric" }).format({ hours: 12345, seconds: 1 })`:                                    "12345:00:01",
		`new Intl.DurationFormat("en", { minutes: "numeric", fractionalDigits: 3 }).format({ seconds: 1, nanoseconds: 999_999_999 })`: "0:01.999",
		// Sums are exact, also beyond 2^63.
		`new Intl.DurationFormat("en", { style: "digital" }).format({ seconds: 9007199254740991, nanoseconds: 999_999_999 })`: "0:00:9007199254740991.999999999",
		`new Intl.DurationFormat("en", { seconds: "numeric" }).format({ milliseconds: 9007199254740991000 })`:                 "9007199254740990.976", // what the Number is
		`JSON.stringify(new Intl.DurationFormat("sv", { years: "long", seconds: "narrow" }).formatToParts({ years: 1, seconds: 2 }))`: `[{"type":"integer","value":"1","unit":"year"},` +
			`{"type":"literal","value":" ","unit":"year"},{"type":"unit","value":"år","unit":"year"},{"type":"literal","value":", "},{"type":"integer","value":"2","unit":"second"},{"type":"unit","value":"s","unit":"second"}]`,
		`Object.values(new Intl.DurationFormat("hi-u-nu-deva", { style: "digital", fractionalDigits: 2 }).resolvedOptions()).join()`: "hi-u-nu-deva,deva,digital,short,auto,short,auto,short,auto,short,auto,numeric,always,2-digit,always,2-digit,always,numeric,auto,numeric,auto,numeric,auto,2",
	} {
		require.Equal(t, want, runText(t, rt, source), source)
	}
	for source, want := range map[string]string{
		`new Intl.DurationFormat("en", { hours: "numeric", minutes: "long" })`:           "RangeError",
		`new Intl.DurationFormat("en", { fractionalDigits: 10 })`:                        "RangeError",
		`new Intl.DurationFormat("en", null)`:                                            "TypeError",
		`new Intl.DurationFormat("en").format({})`:                                       "TypeError",
		`new Intl.DurationFormat("en").format(1)`:                                        "TypeError",
		`new Intl.DurationFormat("en").format("1 hour")`:                                 "RangeError",
		`new Intl.DurationFormat("en").format({ hours: 1, minutes: -1 })`:                "RangeError",
		`new Intl.DurationFormat("en").format({ nanoseconds: 2 ** 53 * 1e9 })`:           "RangeError",
		`Intl.DurationFormat.prototype.format.call(new Intl.ListFormat(), { hours: 1 })`: "TypeError",
	} {
		require.Equal(t, want, runText(t, rt, `try { `+source+` } catch (e) { e.name }`), source)
	}
}

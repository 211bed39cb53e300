package kiln_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
)

func TestNamesAreThoseOfTheirLocale(t *testing.T) {
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

func TestNamesAndRelativeTimesSurviveACheckpoint(t *testing.T) {
	rt := newWithIntl(t, kiln.Options{})
	runText(t, rt, `var names = new Intl.DisplayNames("fr", { type: "region" }), times = new Intl.RelativeTimeFormat("fr"); 0`)
	cp, err := rt.Checkpoint()
	require.NoError(t, err)
	for range 3 {
		require.Equal(t, "Allemagne dans 2 jours", runText(t, rt, `var before = names.of("DE") + " " + times.format(2, "day"); names = times = 0; before`))
		require.NoError(t, rt.Restore(cp))
	}
}

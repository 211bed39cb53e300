//go:build !kiln_no_intl && !kiln_no_temporal

package kiln_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/cldr"
	"github.com/kilnjs/kiln/pkg/intl"
	"github.com/kilnjs/kiln/pkg/web"
)

func newWithIntl(t *testing.T, options kiln.Options) *kiln.Runtime {
	rt, err := kiln.New(options)
	require.NoError(t, err)
	return rt
}

func runText(t *testing.T, rt *kiln.Runtime, source string) string {
	v, err := rt.RunString("test.js", source)
	require.NoError(t, err)
	return v.String()
}

func TestIntlIsThereUnlessItIsLeftOut(t *testing.T) {
	rt, err := kiln.New(kiln.Options{Without: []*kiln.Library{intl.Library()}})
	require.NoError(t, err)
	require.Equal(t, "undefined", runText(t, rt, "typeof Intl"))
	for range 6 { // the last of which are made of an image
		require.Equal(t, "object und", runText(t, newWithIntl(t, kiln.Options{}), "typeof Intl + ' ' + new Intl.Locale('und')"))
	}
}

func TestLocaleTellsOfItsRegion(t *testing.T) {
	if cldr.EnglishAlone() {
		t.Skip("it is about locales that this build has not")
	}
	rt := newWithIntl(t, kiln.Options{})
	for source, want := range map[string]string{
		`new Intl.Locale("en-US").getWeekInfo()`:                   `{"firstDay":7,"weekend":[6,7]}`,
		`new Intl.Locale("fa-AF").getWeekInfo()`:                   `{"firstDay":6,"weekend":[4,5]}`,
		`new Intl.Locale("en-US-u-rg-gbzzzz").getWeekInfo()`:       `{"firstDay":1,"weekend":[6,7]}`,
		`new Intl.Locale("en-US-u-fw-wed").getWeekInfo()`:          `{"firstDay":3,"weekend":[6,7]}`,
		`new Intl.Locale("en-AE").getCalendars()`:                  `["gregory","islamic-umalqura","islamic-civil","islamic-tbla"]`,
		`new Intl.Locale("th").getCalendars()`:                     `["buddhist","gregory"]`,
		`new Intl.Locale("en-u-ca-islamicc").getCalendars()`:       `["islamic-civil"]`,
		`new Intl.Locale("ja").getHourCycles()`:                    `["h23","h11","h12"]`,
		`new Intl.Locale("en-US").getHourCycles()`:                 `["h12","h23"]`,
		`new Intl.Locale("fr-CA").getHourCycles()`:                 `["h23","h12"]`,
		`new Intl.Locale("ar-EG").getNumberingSystems()`:           `["arab"]`,
		`new Intl.Locale("ar-EG-u-nu-latn").getNumberingSystems()`: `["latn"]`,
		`new Intl.Locale("zh").getCollations()`:                    `["emoji","eor","pinyin","stroke","unihan","zhuyin"]`,
		`new Intl.Locale("und").getCollations()`:                   `["emoji","eor"]`,
		`new Intl.Locale("en-NZ").getTimeZones()`:                  `["Pacific/Auckland","Pacific/Chatham"]`,
		`[new Intl.Locale("en").getTimeZones()]`:                   `[null]`,
		`new Intl.Locale("en-ZZ").getTimeZones()`:                  `[]`,
		`new Intl.Locale("ar").getTextInfo()`:                      `{"direction":"rtl"}`,
		`new Intl.Locale("ar-Latn").getTextInfo()`:                 `{"direction":"ltr"}`,
		`new Intl.Locale("en-Zyyy").getTextInfo()`:                 `{}`,
	} {
		require.Equal(t, want, runText(t, rt, "JSON.stringify("+source+")"), source)
	}
}

func TestLocaleTakesOptions(t *testing.T) {
	rt := newWithIntl(t, kiln.Options{})
	require.Equal(t, "zh-Hant-HK-u-ca-roc-fw-sun-kn", runText(t, rt,
		`String(new Intl.Locale("cmn-u-ca-gregory", { script: "hANT", region: "hk", calendar: "ROC", firstDayOfWeek: 7, numeric: true }))`))
	require.Equal(t, "sl-1994-rozaj", runText(t, rt, `String(new Intl.Locale("sl", { variants: "Rozaj-1994" }))`))
	for _, source := range []string{`"en", { variants: "" }`, `"en", { variants: "rozaj-ROZAJ" }`, `"en", { hourCycle: "h25" }`, `"en_US"`, `"en", { firstDayOfWeek: "x" }`} {
		require.Equal(t, "RangeError", runText(t, rt, `try { new Intl.Locale(`+source+`) } catch (e) { e.name }`), source)
	}
}

func TestListsHaveTheConjunctionsOfTheirLocale(t *testing.T) {
	if cldr.EnglishAlone() {
		t.Skip("it is about locales that this build has not")
	}
	rt := newWithIntl(t, kiln.Options{})
	for source, want := range map[string]string{
		`new Intl.ListFormat().format(["a", "b", "c"])`:                                             "a, b, and c",
		`new Intl.ListFormat("en-GB").format("abc")`:                                                "a, b and c",
		`new Intl.ListFormat("de", { type: "disjunction" }).format(["a", "b"])`:                     "a oder b",
		`new Intl.ListFormat("zh-TW").format("abc")`:                                                "a、b和c",
		`new Intl.ListFormat("ja", { type: "unit", style: "narrow" }).format(["\ud83d", "\ude00"])`: "😀",
		`new Intl.ListFormat("es").format(["Juan", "Inés"])`:                                        "Juan e Inés",
		`new Intl.ListFormat("es-MX").format(["agua", "hielo"])`:                                    "agua y hielo",
		`new Intl.ListFormat("es").format(["a", "padre", "hija"])`:                                  "a, padre e hija",
		`new Intl.ListFormat("es", { type: "disjunction" }).format(["siete", "ocho"])`:              "siete u ocho",
		`new Intl.ListFormat("es", { type: "disjunction" }).format(["10", "11"])`:                   "10 u 11",
		`new Intl.ListFormat("he").format(["א", "ב"])`:                                              "א וב",
		`new Intl.ListFormat("he").format(["א", "b"])`:                                              "א ו-b",
		`new Intl.ListFormat("he").format(["א", ""])`:                                               "א ו",
		`JSON.stringify(new Intl.ListFormat("qtz-x-a").resolvedOptions())`:                          `{"locale":"en-US","type":"conjunction","style":"long"}`,
		`Intl.ListFormat.supportedLocalesOf(["qtz", "de-u-co-phonebk", "DE"]).join()`:               "de-u-co-phonebk,de",
		`new Intl.ListFormat("fr").formatToParts(["a", "b"]).map((p) => p.type + p.value).join()`:   "elementa,literal et ,elementb",
	} {
		require.Equal(t, want, runText(t, rt, source), source)
	}
}

func TestTextsAreSegmentedByTheirGranularity(t *testing.T) {
	if cldr.EnglishAlone() {
		t.Skip("it is about locales that this build has not")
	}
	rt := newWithIntl(t, kiln.Options{})
	runText(t, rt, `
		var split = (text, granularity, locale = "en") =>
			[...new Intl.Segmenter(locale, { granularity }).segment(text)].map((s) => s.segment).join("|");
		var words = (text) => Array.from(new Intl.Segmenter("en", { granularity: "word" }).segment(text))
			.filter((s) => s.isWordLike).map((s) => s.segment + "@" + s.index).join();
		0`)
	for source, want := range map[string]string{
		`split("e\u0301👩‍👩‍👧🇩🇪x", "grapheme")`:                                                                "e\u0301|👩‍👩‍👧|🇩🇪|x",
		`split("Hé! It's 1.5.", "word")`:                                                                      "Hé|!| |It's| |1.5|.",
		`split("One. Two? (3.) 4", "sentence")`:                                                               "One. |Two? |(3.) |4",
		`split("Τι; Ναι.", "sentence", "el-GR")`:                                                              "Τι; |Ναι.",
		`split("Τι; Ναι.", "sentence", "en")`:                                                                 "Τι; Ναι.",
		`words("The fox – l’été, 3月")`:                                                                        "The@0,fox@4,l’été@10,3@17,月@18",
		`split("", "word")`:                                                                                   "",
		`split("\ud83d\ud83d\ude00", "grapheme") === "\ud83d|\ud83d\ude00"`:                                   "true",
		`JSON.stringify(new Intl.Segmenter().segment("ab cd").containing(3))`:                                 `{"segment":"c","index":3,"input":"ab cd"}`,
		`JSON.stringify(new Intl.Segmenter("de", { granularity: "word" }).segment("ab cd").containing(-0.5))`: `{"segment":"ab","index":0,"input":"ab cd","isWordLike":true}`,
		`new Intl.Segmenter().segment("ab").containing(2)`:                                                    "undefined",
		`JSON.stringify(new Intl.Segmenter("qtz-u-ss-standard").resolvedOptions())`:                           `{"locale":"en-US","granularity":"grapheme"}`,
		`try { Intl.Segmenter() } catch (e) { e.name }`:                                                       "TypeError",
		`var s = new Intl.Segmenter("en", { granularity: "word" }).segment("one two three"); [9, 4, 8, 3, 0, 12].map((i) => s.containing(i).segment).join()`:                "three,two,three, ,one,three",
		`var it = new Intl.Segmenter().segment("ab")[Symbol.iterator](); [it.next().value.segment, it.next().value.segment, it.next().done, it.next().done, it.map].length`: "5",
	} {
		require.Equal(t, want, runText(t, rt, source), source)
	}
}

// One segment may be as long as the text: to look for its end counts.
func TestLongSegmentsRunIntoLimits(t *testing.T) {
	for _, source := range []string{
		`[...new Intl.Segmenter("en", { granularity: "word" }).segment("a".repeat(1e8))]`,
		`new Intl.Segmenter().segment("e" + "\u0301".repeat(1e8)).containing(9e7)`,
		`new Intl.Segmenter("en", { granularity: "sentence" }).segment(". " + " ".repeat(1e8)).containing(9e7)`,
	} {
		rt := newWithIntl(t, kiln.Options{})
		rt.SetFuel(10_000_000)
		_, err := rt.RunString("test.js", source)
		var limit *kiln.LimitError
		require.ErrorAs(t, err, &limit, source)
	}
}

// Locales are what they were after a runtime has gone back to a checkpoint.
func TestLocalesSurviveACheckpoint(t *testing.T) {
	rt := newWithIntl(t, kiln.Options{})
	runText(t, rt, `var locale = new Intl.Locale("ar-EG"); 0`)
	cp, err := rt.Checkpoint()
	require.NoError(t, err)
	for range 3 {
		require.Equal(t, "ar-EG ar-Arab-EG", runText(t, rt, `var before = String(locale); locale = locale.maximize(); before + " " + locale`))
		require.NoError(t, rt.Restore(cp))
	}
}

func TestListsOfLocalesAreBounded(t *testing.T) {
	rt := newWithIntl(t, kiln.Options{MaxHeap: 8 << 20})
	_, err := rt.RunString("test.js", `
		let n = 0;
		Intl.getCanonicalLocales(new Proxy([], {
			has: () => true,
			get: (_, key) => key === "length" ? 1e9 : "en-x-" + (n++) + ("-" + "a".repeat(8)).repeat(20),
		}))`)
	var limit *kiln.LimitError
	require.ErrorAs(t, err, &limit)
}

// A library finds what its objects inherit from in the realm, whatever scripts have made of other prototypes.
func TestIteratorsOfLibrariesInheritFromIntrinsics(t *testing.T) {
	rt := newWithIntl(t, kiln.Options{Libraries: web.All()})
	require.Equal(t, "true true", runText(t, rt, `
		const of = Object.getPrototypeOf, async = of(of(async function* () {}.prototype))
		Object.setPrototypeOf(of(function* () {}.prototype), {})
		Object.setPrototypeOf(of(async function* () {}.prototype), {})
		const segments = new Intl.Segmenter().segment("")[Symbol.iterator](), chunks = new ReadableStream().values();
		[of(of(segments)) === Iterator.prototype, of(of(chunks)) === async].join(" ")`))
}

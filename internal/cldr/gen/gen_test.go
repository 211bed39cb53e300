package main

import (
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/cldr"
)

// small are packages with a little of everything.
func small() fstest.MapFS {
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		"cldr-core/coverageLevels.json":                      `{"coverageLevels": {"no": "modern", "sr": "modern", "sr-Latn": "modern", "ia": "moderate"}}`,
		"cldr-core/availableLocales.json":                    `{"availableLocales": {"full": ["ia", "nb", "no", "sr", "sr-Cyrl", "sr-Cyrl-ME", "sr-Latn", "sr-Latn-ME", "und"]}}`,
		"cldr-core/defaultContent.json":                      `{"defaultContent": ["ia-001", "nb-NO", "sr-Cyrl-RS", "sr-Latn-RS"]}`,
		"cldr-core/scriptMetadata.json":                      `{"scriptMetadata": {"Latn": {"rtl": "NO"}, "Arab": {"rtl": "YES"}, "Zyyy": {"rtl": "UNKNOWN"}}}`,
		"cldr-core/supplemental/aliases.json":                `{"supplemental": {"metadata": {"alias": {"languageAlias": {"iw": {"_replacement": "he"}}, "scriptAlias": {"Qaai": {"_replacement": "Zinh"}}, "territoryAlias": {"SU": {"_replacement": "RU AM"}}, "variantAlias": {}, "subdivisionAlias": {}}}}}`,
		"cldr-core/supplemental/calendarPreferenceData.json": `{"supplemental": {"calendarPreferenceData": {"TH": ["buddhist", "gregorian"]}}}`,
		"cldr-core/supplemental/likelySubtags.json":          `{"supplemental": {"likelySubtags": {"sr": "sr-Cyrl-RS", "sr-ME": "sr-Latn-ME"}}}`,
		"cldr-core/supplemental/numberingSystems.json":       `{"supplemental": {"numberingSystems": {"latn": {"_type": "numeric", "_digits": "0123456789"}, "roman": {"_type": "algorithmic"}}}}`,
		"cldr-core/supplemental/parentLocales.json":          `{"supplemental": {"parentLocales": {"parentLocale": {"nb": "no", "sr-Latn": "und"}}}}`,
		"cldr-core/supplemental/timeData.json":               `{"supplemental": {"timeData": {"JP": {"_allowed": "H K h", "_preferred": "H"}, "en_IL": {"_allowed": "h hb", "_preferred": "h"}}}}`,
		"cldr-core/supplemental/weekData.json":               `{"supplemental": {"weekData": {"firstDay": {"001": "mon", "GB-alt-variant": "sun", "AF": "sat"}, "weekendStart": {"001": "sat", "AF": "thu", "XX": "sun"}, "weekendEnd": {"001": "sun", "AF": "fri", "XX": "mon"}, "weekOfPreference": {"001": ["weekOfMonth"]}}}}`,
		"cldr-bcp47/bcp47/calendar.json":                     `{"keyword": {"u": {"ca": {"_alias": "calendar", "gregory": {"_alias": "gregorian"}, "islamicc": {"_preferred": "islamic-civil", "_alias": "islamic-civil"}}}}}`,
		"cldr-bcp47/bcp47/currency.json":                     `{"keyword": {"u": {"cu": {"eur": {}}}}}`,
		"cldr-bcp47/bcp47/timezone.json":                     `{"keyword": {"u": {"tz": {"iedub": {"_alias": "Europe/Dublin Eire"}, "inccu": {"_alias": "Asia/Calcutta Asia/Kolkata", "_iana": "Asia/Kolkata"}, "gaza": {"_deprecated": true, "_preferred": "gazastrp"}, "gazastrp": {"_alias": "Asia/Gaza", "_region": "PS"}, "utc": {"_alias": "Etc/UTC"}}}}}`,
		"cldr-numbers-full/main/no/numbers.json":             numbers("no", "latn"),
		"cldr-numbers-full/main/nb/numbers.json":             numbers("nb", "latn"),
		"cldr-numbers-full/main/sr/numbers.json":             numbers("sr", "arab"),
		"cldr-numbers-full/main/sr-Cyrl/numbers.json":        numbers("sr-Cyrl", "arab"),
		"cldr-numbers-full/main/sr-Cyrl-ME/numbers.json":     numbers("sr-Cyrl-ME", "latn"),
		"cldr-numbers-full/main/sr-Latn/numbers.json":        numbers("sr-Latn", "arab"),
		"cldr-numbers-full/main/sr-Latn-ME/numbers.json":     numbers("sr-Latn-ME", "arab"),
	} {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for name, text := range map[string]string{
		"plurals":      `"plurals-type-cardinal": {"sr": {"pluralRule-count-one": "n = 1 @integer 1", "pluralRule-count-other": "@integer 0"}}`,
		"ordinals":     `"plurals-type-ordinal": {}`,
		"pluralRanges": `"plurals": {"sr": {"pluralRange-start-one-end-other": "other"}}`,
		"currencyData": `"currencyData": {"fractions": {"JPY": {"_digits": "0"}, "CHF": {"_digits": "2"}}}`,
	} {
		files["cldr-core/supplemental/"+name+".json"] = &fstest.MapFile{Data: []byte(`{"supplemental": {` + text + `}}`)}
	}
	for locale, and := range map[string]string{"und": ", ", "no": " og ", "nb": " og ", "sr": " i ", "sr-Cyrl": " i ", "sr-Cyrl-ME": " i ", "sr-Latn": " i ", "sr-Latn-ME": " + "} {
		text := `{"main": {"` + locale + `": {"listPatterns": {"listPattern-type-standard": {"2": "{0}` + and + `{1}", "start": "{0}, {1}", "middle": "{0}, {1}", "end": "{0}` + and + `{1}"}}}}}`
		files["cldr-misc-full/main/"+locale+"/listPatterns.json"] = &fstest.MapFile{Data: []byte(text)}
		files["cldr-numbers-full/main/"+locale+"/currencies.json"] = &fstest.MapFile{Data: []byte(`{"main": {"` + locale + `": {"numbers": {"currencies": {"EUR": {"displayName": "euro", "displayName-count-one": "euro", "displayName-count-other": "euros", "symbol": "€"}}}}}}`)}
		files["cldr-units-full/main/"+locale+"/units.json"] = &fstest.MapFile{Data: []byte(`{"main": {"` + locale + `": {"units": {"long": {"per": {"compoundUnitPattern": "{0}/{1}"}, "length-meter": {"unitPattern-count-one": "{0} m", "unitPattern-count-other": "{0} ms", "perUnitPattern": "{0} per m"}, "length-parsec": {}}, "short": {}, "narrow": {}}}}}`)}
	}
	files["cldr-numbers-full/main/und/numbers.json"] = &fstest.MapFile{Data: []byte(numbers("und", "latn"))}
	addNames(files)
	return files
}

func numbers(locale, system string) string {
	return `{"main": {"` + locale + `": {"numbers": {"defaultNumberingSystem": "` + system + `"}}}}`
}

// patterns is the end of a line with patterns.
func patterns(and string) string {
	return "{0}" + and + "{1}\x1F{0}, {1}\x1F{0}, {1}\x1F{0}" + and + "{1}\n"
}

func TestATableOfSmallPackages(t *testing.T) {
	tables, err := generate(small())
	require.NoError(t, err)
	for range 10 {
		again, err := generate(small())
		require.NoError(t, err)
		require.Equal(t, tables, again, "the tables are not the same every time")
	}
	table, err := cldr.Open(string(tables["table.bin"]))
	require.NoError(t, err)
	for name, want := range map[string]string{
		"languages":   "iw\the\n",
		"territories": "SU\tRU AM\n",
		"variants":    "",
		"calendars":   "TH\tbuddhist gregory\n",
		"hours":       "JP\th23 h11 h12\nen-IL\th12\n",
		"weeks":       "001\t1 67\nAF\t6 45\nXX\t1 17\n",
		"digits":      "latn\t0123456789\n",
		"directions":  "Arab\trtl\nLatn\tltr\n",
		"types":       "ca-islamicc\tislamic-civil\ntz-eire\tiedub\ntz-gaza\tgazastrp\n",
		"zones":       "IE\tEurope/Dublin\nIN\tAsia/Kolkata\nPS\tAsia/Gaza\n",
		"currencies":  "EUR\t\n",
		"parents":     "nb\tno\nsr-Latn\tund\n",
		"numbering":   "sr-Cyrl-ME/\tlatn\nsr-Latn/\tarab\nsr/\tarab\nund/\tlatn\n",
		"lists": "no/standard\t" + patterns(" og ") + "sr-Latn-ME/standard\t" + patterns(" + ") + "sr-Latn/standard\t" + patterns(" i ") +
			"sr/standard\t" + patterns(" i ") + "und/standard\t" + patterns(", "),
		"locales": "nb\t\nnb-NO\tnb\nno\t\nsr\t\nsr-Cyrl\t\nsr-Cyrl-ME\t\nsr-Cyrl-RS\tsr-Cyrl\nsr-Latn\t\nsr-Latn-ME\t\n" +
			"sr-Latn-RS\tsr-Latn\nsr-ME\tsr-Latn-ME\nsr-RS\tsr-Cyrl\n",
	} {
		s, err := table.Section(name)
		require.NoError(t, err)
		require.Equal(t, want, string(s), name)
	}
}

func TestSubjectsOfSmallPackages(t *testing.T) {
	tables, err := generate(small())
	require.NoError(t, err)
	for file, sections := range map[string]map[string]string{
		"plurals.bin": {"und": "cardinal\t\nordinal\t\nranges\t\n", "sr": "cardinal\tone\x1Fn = 1\nranges\tone other other\n"},
		"money.bin":   {"und": "EUR\t€\x1F€\x1Feuro\nEUR/names\tother\x1Feuros\x1Fone\x1Feuro\nJPY/digits\t0\n"},
		"units.bin":   {"und": "long/meter\tother\x1F{0} ms\x1Fone\x1F{0} m\nlong/meter/per\t{0} per m\nlong/per\t{0}/{1}\n"},
	} {
		table, err := cldr.Open(string(tables[file]))
		require.NoError(t, err)
		for locale, want := range sections {
			s, err := table.Section(locale)
			require.NoError(t, err)
			require.Equal(t, want, string(s), "%s of %s", file, locale)
		}
	}
}

func TestWhatIsMissingIsAnError(t *testing.T) {
	for name := range small() {
		files := small()
		files[name] = &fstest.MapFile{Data: []byte("[")}
		_, err := generate(files)
		require.ErrorContains(t, err, name)
		delete(files, name)
		mayBeMissing := name == "cldr-bcp47/bcp47/currency.json" || name == "cldr-bcp47/bcp47/timezone.json" ||
			strings.HasPrefix(name, "cldr-localenames-full/") && path.Base(name) != "localeDisplayNames.json"
		if !mayBeMissing {
			_, err = generate(files)
			require.Error(t, err, name)
		}
	}
}

// What many locales have is in the dictionary, what a parent has is nowhere else.
func TestSectionsOfLocalesShareADictionary(t *testing.T) {
	own := subject(map[string]lines{
		"und": {"a": "1", "b": "2"}, "sr": {"a": "1", "b": "3"}, "sr-Latn": {"a": "1", "b": "3"}, "de": {"a": "4", "b": "3"}, "fr": {"a": "4", "c": "5"},
	}, lines{"sr-Latn": "und"})
	require.Equal(t, map[string]lines{"und": {"a": "1", "b": "2"}, "sr": {"b": "3"}, "sr-Latn": {"b": "3"}, "de": {"a": "4", "b": "3"}, "fr": {"a": "4", "c": "5"}}, own)
	require.Equal(t, "a\ta\t4\nb\t3\nb\t", string(dictionary(own)))
	text, err := encode(own, dictionary(own))
	require.NoError(t, err)
	table, err := cldr.Open(string(text))
	require.NoError(t, err)
	s, err := table.Section("de")
	require.NoError(t, err)
	require.EqualValues(t, "a\t4\nb\t3\n", s)
}

// The second form of the tables has what is not of a locale whole, and of locales und and English.
func TestOneFormIsEnglishAlone(t *testing.T) {
	files := small()
	for name, text := range map[string]string{
		"cldr-core/coverageLevels.json":             `{"coverageLevels": {"en": "modern", "en-GB": "modern", "nb": "modern"}}`,
		"cldr-core/availableLocales.json":           `{"availableLocales": {"full": ["en", "en-GB", "nb", "und"]}}`,
		"cldr-core/defaultContent.json":             `{"defaultContent": ["en-US", "nb-NO"]}`,
		"cldr-numbers-full/main/en/numbers.json":    numbers("en", "latn"),
		"cldr-numbers-full/main/en-GB/numbers.json": numbers("en-GB", "arab"),
	} {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for _, locale := range []string{"en", "en-GB"} {
		text := `{"main": {"` + locale + `": {"listPatterns": {"listPattern-type-standard": {"2": "{0} & {1}", "start": "{0}, {1}", "middle": "{0}, {1}", "end": "{0} & {1}"}}}}}`
		files["cldr-misc-full/main/"+locale+"/listPatterns.json"] = &fstest.MapFile{Data: []byte(text)}
		files["cldr-numbers-full/main/"+locale+"/currencies.json"] = &fstest.MapFile{Data: []byte(`{"main": {"` + locale + `": {"numbers": {"currencies": {}}}}}`)}
		files["cldr-units-full/main/"+locale+"/units.json"] = &fstest.MapFile{Data: []byte(`{"main": {"` + locale + `": {"units": {}}}}`)}
	}
	whole := subjects
	subjects = map[string]func(*source, string) lines{"sample": func(_ *source, locale string) lines { return lines{"name": locale, "same": "1"} }}
	defer func() { subjects = whole }()
	tables, err := generate(files)
	require.NoError(t, err)
	all, err := cldr.Open(string(tables["table.bin"]))
	require.NoError(t, err)
	few, err := cldr.Open(string(tables["table_en.bin"]))
	require.NoError(t, err)
	section := func(table *cldr.Table, name string) string {
		s, err := table.Section(name)
		require.NoError(t, err)
		return string(s)
	}
	require.Equal(t, "en\t\nen-GB\t\nen-US\ten\nnb\t\nnb-NO\tnb\n", section(all, "locales"))
	require.Equal(t, "en\t\nen-US\ten\n", section(few, "locales"))
	require.Equal(t, "en-GB/\tarab\nund/\tlatn\n", section(all, "numbering"))
	require.Equal(t, "und/\tlatn\n", section(few, "numbering"))
	require.Equal(t, "en/standard\t"+patterns(" & ")+"und/standard\t"+patterns(", "), section(few, "lists"))
	require.Equal(t, section(all, "likely"), section(few, "likely"))
	sample, err := cldr.Open(string(tables["sample_en.bin"]))
	require.NoError(t, err)
	require.Equal(t, "name\ten\n", section(sample, "en"))
	require.Equal(t, "name\tund\nsame\t1\n", section(sample, "und"))
	_, err = sample.Section("nb")
	require.Error(t, err)
	require.Contains(t, string(tables["embed.go"]), "//go:embed sample.bin\nvar sampleData string\n")
	require.Contains(t, string(tables["embed_en.go"]), "//go:build kiln_intl_en\n")
	require.Contains(t, string(tables["embed.go"]), "//go:build !kiln_intl_en\n")
	require.Contains(t, string(tables["embed_en.go"]), "//go:embed table_en.bin\nvar tableData string\n")
}

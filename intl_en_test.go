//go:build kiln_intl_en && !kiln_no_intl && !kiln_no_temporal

package kiln_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
)

// A program that is built with the tag has the locales of English, and what does not depend on
// a locale.
func TestEnglishAloneIsSupported(t *testing.T) {
	rt := newWithIntl(t, kiln.Options{})
	for source, want := range map[string]string{
		`Intl.ListFormat.supportedLocalesOf(["de", "en", "en-US", "en-GB", "zh-Hant"]).join()`:          "en,en-US,en-GB",
		`new Intl.ListFormat(["de", "ar"]).resolvedOptions().locale`:                                    "en-US",
		`new Intl.ListFormat("en-GB").resolvedOptions().locale`:                                         "en",
		`new Intl.ListFormat("de").format(["a", "b", "c"])`:                                             "a, b, and c",
		`new Intl.ListFormat("en", { type: "unit", style: "narrow" }).format(["a", "b"])`:               "a b",
		`[...new Intl.Segmenter("th", { granularity: "word" }).segment("a b")].length`:                  "3",
		`["z", "ä", "a"].sort(new Intl.Collator("sv").compare).join()`:                                  "a,ä,z",
		`["人", "一"].sort(new Intl.Collator("en-u-co-emoji").compare).join()`:                            "一,人",
		`new Intl.Collator("en-u-co-emoji").resolvedOptions().collation`:                                "emoji",
		`new Intl.Locale("zh").maximize().toString() + new Intl.Locale("de-AT").getWeekInfo().firstDay`: "zh-Hans-CN1",
		`Intl.getCanonicalLocales("iw-u-ca-islamicc").join()`:                                           "he-u-ca-islamic-civil",
	} {
		require.Equal(t, want, runText(t, rt, source), source)
	}
}

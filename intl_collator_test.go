//go:build !kiln_no_intl && !kiln_no_temporal

package kiln_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/cldr"
)

func TestCollatorsSortByLocaleAndOptions(t *testing.T) {
	if cldr.EnglishAlone() {
		t.Skip("it is about locales that this build has not")
	}
	rt := newWithIntl(t, kiln.Options{})
	for source, want := range map[string]string{
		`["z", "ä", "a"].sort(new Intl.Collator("sv").compare)`:                            `["a","z","ä"]`,
		`["z", "ä", "a"].sort(new Intl.Collator("de").compare)`:                            `["a","ä","z"]`,
		`["z", "ä", "a"].sort((a, b) => a.localeCompare(b, "sv"))`:                         `["a","z","ä"]`,
		`["z", "ä", "a"].sort((a, b) => a.localeCompare(b))`:                               `["a","ä","z"]`,
		`["a10", "a9"].sort(new Intl.Collator("en", {numeric: true}).compare)`:             `["a9","a10"]`,
		`["a10", "a9"].sort(new Intl.Collator("en-u-kn").compare)`:                         `["a9","a10"]`,
		`["af", "äb", "ad"].sort(new Intl.Collator("de-u-co-phonebk").compare)`:            `["ad","äb","af"]`,
		`["a", "A"].sort(new Intl.Collator("en", {caseFirst: "upper"}).compare)`:           `["A","a"]`,
		`"a".localeCompare("Á", undefined, {sensitivity: "base"})`:                         `0`,
		`new Intl.Collator("da").resolvedOptions()`:                                        `{"locale":"da","usage":"sort","sensitivity":"variant","ignorePunctuation":false,"collation":"default","numeric":false,"caseFirst":"upper"}`,
		`new Intl.Collator("da", {usage: "search"}).resolvedOptions().caseFirst`:           `"false"`,
		`new Intl.Collator("th").resolvedOptions().ignorePunctuation`:                      `true`,
		`new Intl.Collator("de-u-co-phonebk-kf-lower-kn").resolvedOptions()`:               `{"locale":"de-u-co-phonebk-kf-lower-kn","usage":"sort","sensitivity":"variant","ignorePunctuation":false,"collation":"phonebk","numeric":true,"caseFirst":"lower"}`,
		`new Intl.Collator("de-u-co-phonebk", {usage: "search"}).resolvedOptions().locale`: `"de"`,
		`new Intl.Collator("zh", {collation: "stroke"}).resolvedOptions().collation`:       `"stroke"`,
		`Intl.supportedValuesOf("collation").filter(co => !new Intl.Locale("und").getCollations().includes(co)).filter(co =>
			!["ar", "bn", "de", "es", "ja", "ko", "ln", "si", "sv", "vi", "zh"].some(l => new Intl.Collator(l, {collation: co}).resolvedOptions().collation === co))`: `[]`,
	} {
		require.Equal(t, want, runText(t, rt, "JSON.stringify("+source+")"), source)
	}
}

func TestCaseMappingsOfLanguages(t *testing.T) {
	rt := newWithIntl(t, kiln.Options{})
	for source, want := range map[string]string{
		`"iıİI".toLocaleUpperCase("tr") + "iıİI".toLocaleLowerCase("az")`:           "İIİIiıiı",
		`"I\u0307".toLocaleLowerCase("tr")`:                                         "i",
		`"i\u0307".toLocaleUpperCase("lt") + "Ì".toLocaleLowerCase("lt")`:           "Ii\u0307\u0300",
		`"Μαΐου, άυλος, ή ήταν".toLocaleUpperCase("el")`:                            "ΜΑΪΟΥ, ΑΫΛΟΣ, Ή ΗΤΑΝ",
		`"ᾳ α\u0301υ η\u0301 ό,τι".toLocaleUpperCase("el-GR")`:                      "ΑΙ ΑΥ\u0308 Η\u0301 Ο,ΤΙ",
		`"ΟΔΟΣ".toLocaleLowerCase("tr") + "ΟΔΟΣ".toLocaleLowerCase("lt")`:           "οδοςοδος",
		`"i".toLocaleUpperCase() + "ß".toLocaleUpperCase("de")`:                     "ISS",
		`try { "a".toLocaleUpperCase("x-y-z-toolongsubtag") } catch (e) { e.name }`: "RangeError",
	} {
		require.Equal(t, want, runText(t, rt, source), source)
	}
}

func TestComparingLongTextsIsInterrupted(t *testing.T) {
	rt := newWithIntl(t, kiln.Options{})
	for _, source := range []string{
		`var s = "é\u0323".repeat(1e5); for (;;) (s + "a").localeCompare(s + "b", "sv")`,
		`var s = "ab".repeat(1e5), c = new Intl.Collator("cs").compare; for (;;) c(s + "a", s + "b")`,
		`var s = "I\u0323".repeat(1e5); for (;;) s.toLocaleLowerCase("tr")`,
	} {
		program, err := kiln.Compile("test.js", source, kiln.Script)
		require.NoError(t, err)
		ctx, cancel := context.WithCancel(context.Background())
		go cancel()
		_, err = rt.RunContext(ctx, program)
		require.ErrorIs(t, err, context.Canceled, source)
	}
}

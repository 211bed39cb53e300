//go:build !kiln_no_intl && !kiln_no_temporal

package kiln_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/cldr"
)

func TestNumbersOfLocales(t *testing.T) {
	if cldr.EnglishAlone() {
		t.Skip("it is about locales that this build has not")
	}
	rt := newWithIntl(t, kiln.Options{})
	for source, want := range map[string]string{
		`new Intl.NumberFormat().format(1234567.8915)`:                                                               "1,234,567.892",
		`new Intl.NumberFormat("de").format("12345678901234567890.5")`:                                               "12.345.678.901.234.567.890,5",
		`new Intl.NumberFormat("en").format(123456789012345678901234567890n)`:                                        "123,456,789,012,345,678,901,234,567,890",
		`new Intl.NumberFormat("en").format("1e1000")`:                                                               "∞",
		`new Intl.NumberFormat("en", {maximumFractionDigits: 3}).format("-1e-1000")`:                                 "-0",
		`new Intl.NumberFormat("en").format("0x1FFFFFFFFFFFFFFFFF")`:                                                 "590,295,810,358,705,651,711",
		`new Intl.NumberFormat("en").format(" \n+.5e1 ")`:                                                            "5",
		`new Intl.NumberFormat("en").format("5 apples")`:                                                             "NaN",
		`new Intl.NumberFormat("en", {maximumFractionDigits: 20}).format(0.1)`:                                       "0.1",
		`new Intl.NumberFormat("en", {maximumFractionDigits: 2}).format(1.005)`:                                      "1.01",
		`new Intl.NumberFormat("en", {style: "unit", unit: "mile-per-hour", unitDisplay: "long"}).format(1)`:         "1 mile per hour",
		`new Intl.NumberFormat("ar-EG").format(1234)`:                                                                "١٬٢٣٤",
		`new Intl.NumberFormat("en-u-nu-thai").resolvedOptions().locale`:                                             "en-u-nu-thai",
		`new Intl.NumberFormat("en-u-nu-thai", {numberingSystem: "deva"}).resolvedOptions().locale`:                  "en",
		`[1, 2].map(new Intl.NumberFormat("en", {minimumFractionDigits: 1}).format).join(" ")`:                       "1.0 2.0",
		`(1234.5).toLocaleString("de")`:                                                                              "1.234,5",
		`(1234.5).toLocaleString("de", {style: "currency", currency: "EUR"})`:                                        "1.234,50\u00A0€",
		`(1234n).toLocaleString("fr")`:                                                                               "1\u202F234",
		`[1.5, 2n, new Date(NaN)].toLocaleString("de", {minimumFractionDigits: 2})`:                                  "1,50,2,00,Invalid Date",
		`new Float64Array([1.5, 1000]).toLocaleString("de")`:                                                         "1,5,1.000",
		`let o = Object.create(Intl.NumberFormat.prototype); Intl.NumberFormat.call(o, "de") === o && o.format(1.5)`: "1,5",
		`new Intl.PluralRules("ru").select(22) + new Intl.PluralRules("en", {type: "ordinal"}).select(22)`:           "fewtwo",
		`var c = new Intl.PluralRules("en"), o = new Intl.PluralRules("en", {type: "ordinal"}), d = new Intl.PluralRules("en", {minimumFractionDigits: 1}); [c, o, d, c, o, d].map(p => p.select(1) + p.select(2)).join()`: "oneother,onetwo,otherother,oneother,onetwo,otherother",
		`new Intl.PluralRules("sl").selectRange(102, 201)`:                             "few",
		`try { (1).toLocaleString("en", {style: "unit"}) } catch (e) { e.name }`:       "TypeError",
		`try { new Intl.NumberFormat("en").formatRange(1, NaN) } catch (e) { e.name }`: "RangeError",
	} {
		require.Equal(t, want, runText(t, rt, "{"+source+"}"), source)
	}
}

// Number formats are what they were after a runtime has gone back to a checkpoint and in a runtime that is made of an
// image, with the functions that are bound to them.
func TestNumberFormatsSurvive(t *testing.T) {
	if cldr.EnglishAlone() {
		t.Skip("it is about locales that this build has not")
	}
	rt := newWithIntl(t, kiln.Options{})
	const print = `format(1234.5) + " " + plural.select(1.5) + " " + (0.5).toLocaleString("de")`
	runText(t, rt, `var number = new Intl.NumberFormat("de-u-nu-deva", {minimumFractionDigits: 2}), format = number.format,
		plural = new Intl.PluralRules("pl"); format(1)`)
	cp, err := rt.Checkpoint()
	require.NoError(t, err)
	const want = "१.२३४,५० other 0,5"
	for range 3 {
		require.Equal(t, want, runText(t, rt, print))
		runText(t, rt, `number = null; format = new Intl.NumberFormat("en", {notation: "compact"}).format; format(1e6)`)
		require.NoError(t, rt.Restore(cp))
	}
	image, err := rt.Image()
	require.NoError(t, err)
	other, err := image.New(kiln.Options{})
	require.NoError(t, err)
	require.Equal(t, want+" true", runText(t, other, print+` + " " + (number.format === format)`))
}

// A formatter that another number format has put where one remembers its own is not taken for it.
func TestManyNumberFormatsDoNotMeet(t *testing.T) {
	if cldr.EnglishAlone() {
		t.Skip("it is about locales that this build has not")
	}
	rt := newWithIntl(t, kiln.Options{})
	require.Equal(t, "ok", runText(t, rt, `
		const all = [];
		for (let i = 0; i < 1000; i++)
			all.push(new Intl.NumberFormat(i % 3 ? "en" : "de", {minimumFractionDigits: i % 50, maximumFractionDigits: 50 + i % 17,
				minimumIntegerDigits: 1 + i % 5, useGrouping: false}));
		for (let turn = 0; turn < 3; turn++) for (let i = 0; i < 1000; i++) {
			const f = i % 50, want = "7".padStart(1 + i % 5, "0") + (f ? (i % 3 ? "." : ",") + "0".repeat(f) : "");
			if (all[i].format(7) !== want) throw new Error(i + ": " + all[i].format(7) + " instead of " + want);
		}
		"ok"`))
}

func TestLargeNumbersAreCharged(t *testing.T) {
	rt := newWithIntl(t, kiln.Options{MaxHeap: 16 << 20})
	_, err := rt.RunString("test.js", `
		new Intl.NumberFormat("en").format("0." + "7".repeat(2 << 20))`)
	var limit *kiln.LimitError
	require.ErrorAs(t, err, &limit)
	require.Equal(t, "1333333", runText(t, newWithIntl(t, kiln.Options{}), `new Intl.NumberFormat("en").format(10n ** 999999n).length + ""`))
}

package numfmt

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/cldr"
	"github.com/kilnjs/kiln/internal/plural"
)

func join(parts []Part, withSource bool) string {
	var texts []string
	for _, p := range parts {
		text := p.Kind.String() + "=" + p.Text
		if withSource {
			text += "@" + p.Source.String()
		}
		texts = append(texts, text)
	}
	return strings.Join(texts, "|")
}

func TestPartsAndRanges(t *testing.T) {
	if cldr.EnglishAlone() {
		t.Skip("it is about locales that this build has not")
	}
	euros := func(locale string) *Formatter {
		o := Default(locale, "latn")
		o.Style, o.Currency, o.Digits.MinFraction, o.Digits.MaxFraction = CurrencyStyle, "EUR", 2, 2
		return New(o)
	}
	var out Output
	euros("de").Format(&out, of(-1234.5))
	require.Equal(t, "minusSign=-|integer=1|group=.|integer=234|decimal=,|fraction=50|literal=\u00A0|currency=€", join(out.Parts(), false))
	euros("de").FormatRange(&out, of(3), of(5))
	require.Equal(t, "integer=3@startRange|decimal=,@startRange|fraction=00@startRange|literal=–@shared|"+
		"integer=5@endRange|decimal=,@endRange|fraction=00@endRange|literal=\u00A0@shared|currency=€@shared", join(out.Parts(), true))
	euros("en").FormatRange(&out, of(3), of(5))
	require.Equal(t, "€3.00 – €5.00", string(out.Text))
	euros("en").FormatRange(&out, of(-3), of(-3))
	require.Equal(t, "~-€3.00", string(out.Text))

	o := Default("he", "latn")
	New(o).Format(&out, of(-5))
	require.Equal(t, "literal=\u200E|minusSign=-|integer=5", join(out.Parts(), false))
	o = Default("en", "arab")
	New(o).Format(&out, of(-1234.5))
	require.Equal(t, "\u061C-١٬٢٣٤٫٥", string(out.Text))
	o = Default("fr", "latn")
	o.Notation, o.CompactLong = Compact, true
	o.Digits = Digits{MinInteger: 1, MinSignificant: 1, MaxSignificant: 2, Rounding: MorePrecision}
	New(o).Format(&out, of(1000))
	require.Equal(t, "compact=mille", join(out.Parts(), false))
	o = Default("en", "latn")
	o.Style, o.Unit, o.UnitDisplay = UnitStyle, "mile", Long
	New(o).FormatRange(&out, of(1), of(2))
	require.Equal(t, "1–2 miles", string(out.Text))
}

func TestTheLatestFormattersAreKept(t *testing.T) {
	o := Default("nl", "latn")
	f, place := Keep(o)
	require.Same(t, f, At(place))
	require.Same(t, f, New(o))
	for i := range maxKept {
		o.Key[0] = int32(i + 1)
		New(o)
	}
	require.NotSame(t, f, At(place))
	require.Nil(t, At(maxKept))
	require.Len(t, kept.places, maxKept)
}

func TestCategoriesOfFormattedNumbers(t *testing.T) {
	var out Output
	o := Default("en", "latn")
	o.Digits.MinFraction = 1
	New(o).Format(&out, of(1))
	require.Equal(t, plural.Other, out.Plural(plural.Of("en", plural.Cardinal)), "1.0 miles")
	New(Default("en", "latn")).Format(&out, of(1))
	require.Equal(t, plural.One, out.Plural(plural.Of("en", plural.Cardinal)))
}

func BenchmarkFormat(b *testing.B) {
	f, out, x := New(Default("de", "latn")), Output{}, Decimal{}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		x.SetFloat64(float64(i) * 1.25)
		f.Format(&out, &x)
	}
}

func BenchmarkNewFormatter(b *testing.B) {
	o := Default("de", "latn")
	o.Style, o.Currency, o.Notation = CurrencyStyle, "EUR", Compact
	b.ReportAllocs()
	for b.Loop() {
		newFormatter(o)
	}
}

package numfmt

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/cldr"
)

func of(x any) *Decimal {
	d := &Decimal{}
	switch x := x.(type) {
	case int:
		d.SetInt64(int64(x))
	case float64:
		d.SetFloat64(x)
	}
	return d
}

func TestNumbersAreFormatted(t *testing.T) {
	if cldr.EnglishAlone() {
		t.Skip("it is about locales that this build has not")
	}
	in := func(locale string, change func(*Options)) *Formatter {
		o := Default(locale, "latn")
		change(&o)
		return New(o)
	}
	none := func(*Options) {}
	money := func(code string) func(*Options) {
		return func(o *Options) {
			o.Style, o.Currency, o.Digits.MinFraction, o.Digits.MaxFraction = CurrencyStyle, code, 2, 2
		}
	}
	compact := func(long bool) func(*Options) {
		return func(o *Options) {
			o.Notation, o.CompactLong, o.Grouping = Compact, long, GroupingMin2
			o.Digits = Digits{MinInteger: 1, MinSignificant: 1, MaxSignificant: 2, Rounding: MorePrecision}
		}
	}
	unit := func(name string, width Width) func(*Options) {
		return func(o *Options) { o.Style, o.Unit, o.UnitDisplay = UnitStyle, name, width }
	}
	for _, c := range []struct {
		f    *Formatter
		x    any
		want string
	}{
		{in("en", none), -1234567.8915, "-1,234,567.892"},
		{in("hi", none), 12345678, "1,23,45,678"},
		{in("es", none), 1234, "1234"},
		{in("de", none), 0.0004, "0"},
		{in("en", none), 999.9996, "1,000"},
		{in("en", money("USD")), -0.005, "-$0.01"},
		{in("en", money("CHF")), 5, "CHF\u00A05.00"},
		{in("de", money("EUR")), 1234.5, "1.234,50\u00A0€"},
		{in("nl", money("EUR")), -5, "€\u00A0-5,00"},
		{in("en", compact(false)), 999999, "1M"},
		{in("en", compact(true)), 1234, "1.2 thousand"},
		{in("de", compact(false)), 12e6, "12\u00A0Mio."},
		{in("ja", compact(false)), 123456, "12万"},
		{in("fr", compact(true)), 1.5e6, "1,5 million"},
		{in("ru", unit("kilometer", Long)), 3, "3 километра"},
		{in("en", unit("kilometer-per-second", Long)), 1, "1 kilometer per second"},
		{in("en", unit("megabyte-per-second", Narrow)), 2, "2MB/s"},
		{in("zh-Hant", unit("celsius", Long)), -1, "攝氏 -1 度"},
		{in("en", func(o *Options) { o.Notation = Engineering }), 0.000123, "123E-6"},
		{in("en", func(o *Options) { o.Digits.Increment, o.Digits.MinFraction, o.Digits.MaxFraction = 5, 2, 2 }), 1.23, "1.25"},
		{in("en", func(o *Options) { o.Digits.Increment, o.Digits.MinFraction, o.Digits.MaxFraction = 5000, 0, 0 }), 1e10 + 2600, "10,000,005,000"},
	} {
		require.Equal(t, c.want, c.f.String(of(c.x)), "%v %+v", c.x, c.f.options)
	}
}

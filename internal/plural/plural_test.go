package plural

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/cldr"
)

func of(text string, exponent int) Operands {
	integer, fraction, _ := strings.Cut(text, ".")
	return NewOperands([]byte(integer), []byte(fraction), exponent)
}

func TestCategoriesOfNumbers(t *testing.T) {
	if cldr.EnglishAlone() {
		t.Skip("it is about locales that this build has not")
	}
	for _, c := range []struct {
		locale string
		kind   Kind
		number string
		want   Category
	}{
		{"en", Cardinal, "1", One}, {"en", Cardinal, "1.0", Other}, {"en", Cardinal, "0", Other},
		{"en", Ordinal, "1", One}, {"en", Ordinal, "2", Two}, {"en", Ordinal, "3", Few}, {"en", Ordinal, "11", Other}, {"en", Ordinal, "23", Few}, {"en", Ordinal, "112", Other},
		{"ru", Cardinal, "1", One}, {"ru", Cardinal, "2", Few}, {"ru", Cardinal, "5", Many}, {"ru", Cardinal, "11", Many}, {"ru", Cardinal, "1.5", Other},
		{"ru", Cardinal, "100000000000000000000000000000021", One},
		{"ar", Cardinal, "0", Zero}, {"ar", Cardinal, "2", Two}, {"ar", Cardinal, "103", Few}, {"ar", Cardinal, "111", Many}, {"ar", Cardinal, "100", Other},
		{"fr", Cardinal, "0", One}, {"fr", Cardinal, "1.5", One}, {"fr", Cardinal, "1000000", Many},
		{"pt-PT", Cardinal, "0", Other}, {"pt-BR", Cardinal, "0", One},
		{"lv", Cardinal, "0.11", Zero}, {"lv", Cardinal, "0.1", One},
		{"ja", Cardinal, "1", Other}, {"gv", Cardinal, "1", One},
		{"en", Cardinal, "1000000000000000001", Other}, {"en", Cardinal, "1000000000000000000000001", Other},
	} {
		require.Equal(t, c.want, Of(c.locale, c.kind).Select(of(c.number, 0)), "%s %d %s", c.locale, c.kind, c.number)
	}
	require.Equal(t, Many, Of("es", Cardinal).Select(of("1000000", 6)))
	require.Equal(t, []Category{Zero, One, Two, Few, Many, Other}, Of("ar", Cardinal).Categories())
	require.Equal(t, Other, Range("en", One, Other))
	require.Equal(t, Few, Range("ru", One, Few))
	require.Equal(t, Other, Range("en", Few, Two), "no rule")
}

// Every rule of every locale is one that the compiler understands: its operands are known, and remainders are of
// what divides the limit.
func TestRulesOfAllLocales(t *testing.T) {
	cldr.Of("locales").Each(func(locale, _ string) bool {
		for _, kind := range []Kind{Cardinal, Ordinal} {
			for _, r := range Of(locale, kind).rules {
				for _, all := range r.any {
					for _, one := range all {
						require.Contains(t, "niftvwec", string(one.operand), locale)
						if one.mod != 0 {
							require.Zero(t, limit%one.mod, locale)
						}
						for _, span := range one.ranges {
							require.Less(t, span[1], uint64(limit), locale)
							require.LessOrEqual(t, span[0], span[1], locale)
						}
					}
				}
			}
		}
		return true
	})
}

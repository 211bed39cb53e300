package numfmt

import (
	"strings"
	"unicode"

	"github.com/kilnjs/kiln/internal/cldr"
	"github.com/kilnjs/kiln/internal/plural"
)

// currencyTexts are symbol, narrow symbol and name of a currency.
func currencyTexts(locale, code string) (symbol, narrow, name string) {
	text, ok := cldr.Money.Find(locale, code)
	list := strings.SplitN(text, cldr.Separator, 3)
	if !ok || len(list) < 3 {
		return code, code, ""
	}
	return list[0], list[1], list[2]
}

// CurrencyDisplayName is the name of a currency on its own, "" if there is none.
func CurrencyDisplayName(locale, code string) string {
	_, _, name := currencyTexts(locale, code)
	return name
}

// currencySymbol is what ¤ stands for.
func currencySymbol(locale, code string, display CurrencyDisplay) string {
	symbol, narrow, _ := currencyTexts(locale, code)
	switch display {
	case CurrencySymbol:
		return symbol
	case CurrencyNarrowSymbol:
		return narrow
	}
	return code
}

// CurrencyDigits is CurrencyDigits (sec-currencydigits).
func CurrencyDigits(code string) int {
	if digits, _ := cldr.Money.Find("und", code+"/digits"); len(digits) == 1 && digits[0] >= '0' && digits[0] <= '9' {
		return int(digits[0] - '0')
	}
	return 2
}

// currencyNames are the patterns of amounts with the name of a currency.
func currencyNames(locale, system, code string) *[plural.Categories]around {
	text, _ := find(locale, system, "money/name")
	patterns := byCategory(text)
	text, ok := cldr.Money.Find(locale, code+"/names")
	if !ok {
		name := CurrencyDisplayName(locale, code)
		if name == "" {
			name = code
		}
		text = "other" + cldr.Separator + name
	}
	names := byCategory(text)
	list := &[plural.Categories]around{}
	for c := range list {
		list[c] = newAround(strings.Replace(patterns[c], "{1}", names[c], 1), CurrencyPart)
	}
	return list
}

// unitPatterns are the patterns of amounts of a unit, which may be one divided by another.
func unitPatterns(locale, unit string, width Width) *[plural.Categories]around {
	list := &[plural.Categories]around{}
	for c, text := range unitTexts(locale, unit, widths[width]) {
		list[c] = newAround(text, UnitPart)
	}
	return list
}

// unitTexts are patterns with {0}.
func unitTexts(locale, unit, width string) (list [plural.Categories]string) {
	if text, ok := cldr.Units.Find(locale, width+"/"+unit); ok {
		return byCategory(text)
	}
	numerator, denominator, isRatio := strings.Cut(unit, "-per-")
	if !isRatio {
		return byCategory("other" + cldr.Separator + "{0} " + unit)
	}
	list = unitTexts(locale, numerator, width)
	per, ok := cldr.Units.Find(locale, width+"/"+denominator+"/per")
	if !ok {
		per, _ = cldr.Units.Find(locale, width+"/per")
		one := strings.Replace(unitTexts(locale, denominator, width)[plural.One], "{0}", "", 1)
		per = strings.Replace(per, "{1}", strings.TrimFunc(one, unicode.IsSpace), 1)
	}
	for c := range list {
		list[c] = strings.Replace(per, "{0}", list[c], 1)
	}
	return list
}

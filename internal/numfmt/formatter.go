package numfmt

import (
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"github.com/kilnjs/kiln/internal/cldr"
	"github.com/kilnjs/kiln/internal/plural"
)

// Formatter formats numbers. It does not change.
type Formatter struct {
	key     Options // those that New was called with
	options Options
	scale   int // a power of ten: percents are hundredfold

	digits   [10]string
	isASCII  bool // digits are '0' to '9'
	spacing  bool // digits are such as need space before and after letters of a currency
	symbols  symbolSet
	base     *pattern
	compact  []compactEntry // by magnitude
	outer    *[plural.Categories]around
	plurals  *plural.Rules
	groupMin int // digits before the first separator at least; 0 for no groups
	between  [3]string

	primary, secondary int
}

// symbolSet are the symbols of a numbering system.
type symbolSet struct {
	decimal, group, percent, plus, minus, approximately, exponential, infinity, nan string
}

// The texts of the line symbols.
const (
	symbolDecimal = iota
	symbolGroup
	symbolPercent
	symbolPlus
	symbolMinus
	symbolApproximately
	symbolExponential
	symbolInfinity
	symbolNaN
	symbolTime
	symbolCurrencyDecimal
	symbolCurrencyGroup
	symbolCount
)

// The texts of the line patterns.
const (
	patternDecimal = iota
	patternPercent
	patternScientific
	patternCurrency
	patternAccounting
	patternRange
	patternCount
)

// TimeSeparator is what stands between hours and minutes.
func TimeSeparator(locale, numberingSystem string) string {
	return texts(locale, numberingSystem, "symbols")[symbolTime]
}

// find looks up what a numbering system has, else latn.
func find(locale, system, path string) (string, bool) {
	if text, ok := cldr.Numbers.Find(locale, system+"/"+path); ok {
		return text, true
	}
	return cldr.Numbers.Find(locale, "latn/"+path)
}

// texts are those of a line that has several, empty ones from latn: symbolCount or more.
func texts(locale, system, path string) []string {
	text, _ := find(locale, system, path)
	list := strings.Split(text, cldr.Separator)
	if system != "latn" {
		for i, s := range texts(locale, "latn", path) {
			if i >= len(list) {
				list = append(list, s)
			} else if list[i] == "" && i != symbolCurrencyDecimal && i != symbolCurrencyGroup {
				list[i] = s
			}
		}
	}
	for len(list) < symbolCount {
		list = append(list, "")
	}
	return list
}

// byCategory is a value that depends on the plural category.
func byCategory(value string) (list [plural.Categories]string) {
	pairs := strings.Split(value, cldr.Separator)
	for i := 0; i+1 < len(pairs); i += 2 {
		category, ok := plural.ByName(pairs[i])
		if !ok {
			continue // that of exactly one
		}
		list[category] = pairs[i+1]
		if category == plural.Other { // it is the first
			for c := range list {
				list[c] = pairs[i+1]
			}
		}
	}
	return list
}

// maxKept bounds the formatters that are kept: about 10 KB each at most.
const maxKept = 256

// kept are the latest formatters. One that is replaced by another goes on for who has it.
var kept struct {
	sync.Mutex
	places map[Options]int
	next   int

	formatters [maxKept]atomic.Pointer[Formatter]
}

// New is the formatter of options. The latest ones are kept.
func New(options Options) *Formatter {
	f, _ := Keep(options)
	return f
}

// Keep is New, and tells a place where At may find the formatter later.
func Keep(options Options) (f *Formatter, place int) {
	kept.Lock()
	place, ok := kept.places[options]
	if ok {
		f = kept.formatters[place].Load()
	}
	kept.Unlock()
	if f != nil {
		return f, place
	}
	f = newFormatter(options)
	kept.Lock()
	defer kept.Unlock()
	if kept.places == nil {
		kept.places = make(map[Options]int)
	}
	if place, ok = kept.places[options]; ok {
		return kept.formatters[place].Load(), place
	}
	place = kept.next
	kept.next = (kept.next + 1) % maxKept
	if old := kept.formatters[place].Load(); old != nil {
		delete(kept.places, old.key)
	}
	kept.formatters[place].Store(f)
	kept.places[options] = place
	return f, place
}

// At is the formatter at a place, whichever that is now; nil for none.
func At(place int) *Formatter {
	if place < 0 || place >= maxKept {
		return nil
	}
	return kept.formatters[place].Load()
}

// Options are those of the formatter; they are not to be changed.
func (f *Formatter) Options() *Options { return &f.key }

// Plurals are the cardinal rules of the formatter's locale.
func (f *Formatter) Plurals() *plural.Rules { return f.plurals }

func newFormatter(options Options) *Formatter {
	o := &options
	f := &Formatter{key: options, options: *o, plurals: plural.Of(o.Locale, plural.Cardinal)}
	f.setDigits(o.NumberingSystem)
	symbols := texts(o.Locale, o.NumberingSystem, "symbols")
	patterns := texts(o.Locale, o.NumberingSystem, "patterns")
	f.symbols = symbolSet{
		symbols[symbolDecimal], symbols[symbolGroup], symbols[symbolPercent], symbols[symbolPlus], symbols[symbolMinus],
		symbols[symbolApproximately], symbols[symbolExponential], symbols[symbolInfinity], symbols[symbolNaN],
	}
	if s := symbols[symbolCurrencyDecimal]; s != "" && o.Style == CurrencyStyle {
		f.symbols.decimal = s
	}
	if s := symbols[symbolCurrencyGroup]; s != "" && o.Style == CurrencyStyle {
		f.symbols.group = s
	}
	table := symbolTable{percent: token{tokenText, f.symbols.percent, PercentSign}}
	base := patterns[patternDecimal]
	switch {
	case o.Style == PercentStyle:
		f.scale = 2
		if o.Notation == Compact {
			f.outer = unitPatterns(o.Locale, "percent", Short)
		} else {
			base = patterns[patternPercent]
		}
	case o.Style == UnitStyle && o.Unit == "percent" && o.UnitDisplay != Long && o.Notation != Compact:
		base = patterns[patternPercent]
		table.percent.part = UnitPart
	case o.Style == UnitStyle:
		f.outer = unitPatterns(o.Locale, o.Unit, o.UnitDisplay)
	case o.Style == CurrencyStyle && o.CurrencyDisplay == CurrencyName:
		f.outer = currencyNames(o.Locale, o.NumberingSystem, o.Currency)
	case o.Style == CurrencyStyle:
		table.currency = currencySymbol(o.Locale, o.Currency, o.CurrencyDisplay)
		base = patterns[patternCurrency]
		if o.Accounting && o.Sign != SignNever {
			base = patterns[patternAccounting]
		}
	}
	f.base = parsePattern(base, &table)
	f.setGroups(base)
	if o.Notation == Compact {
		table.literal = CompactPart
		f.compact = newCompact(o, &table)
	}
	infix := patterns[patternRange]
	before, rest, _ := strings.Cut(infix, "{0}")
	middle, after, _ := strings.Cut(rest, "{1}")
	f.between = [3]string{before, middle, after}
	return f
}

// setDigits looks up the digits.
func (f *Formatter) setDigits(system string) {
	digits, _ := cldr.Get("digits", system)
	if digits == "" {
		digits = "0123456789"
	}
	f.isASCII = digits[0] == '0'
	r, _ := utf8.DecodeRuneInString(digits)
	f.spacing = unicode.IsDigit(r) // those of hanidec are not
	for i := range f.digits {
		_, n := utf8.DecodeRuneInString(digits)
		f.digits[i], digits = digits[:n], digits[n:]
	}
}

// setGroups finds out where groups are separated.
func (f *Formatter) setGroups(base string) {
	f.primary, f.secondary = f.base.primary, f.base.secondary
	least := 1
	if text, ok := cldr.Numbers.Find(f.options.Locale, "group"); ok && len(text) == 1 {
		least = int(text[0] - '0')
	}
	grouping := f.options.Grouping
	if grouping == GroupingAuto && f.options.Notation == Compact {
		grouping = GroupingMin2 // as ICU has it
	}
	switch grouping {
	case GroupingNever:
		f.primary = 0
	case GroupingAuto:
		f.groupMin = least
	case GroupingMin2:
		f.groupMin = max(least, 2)
	case GroupingAlways:
		f.groupMin = 1
		if f.primary == 0 {
			f.primary, f.secondary = 3, 3
		}
	}
}

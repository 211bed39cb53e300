// Package relfmt formats relative times, such as "in 3 days" and "yesterday", in the way of ECMA-402 with
// the data of CLDR. It knows no script.
//
// A Formatter is made of a locale, a numbering system and a style (New, which keeps the latest ones for the
// whole process) and does not change: goroutines share it. It reads the patterns of a unit when the unit is
// first asked for.
package relfmt

import (
	"math"
	"strconv"
	"strings"
	"sync"

	"github.com/kilnjs/kiln/internal/cldr"
	"github.com/kilnjs/kiln/internal/numfmt"
	"github.com/kilnjs/kiln/internal/plural"
)

// Unit is a unit of time.
type Unit uint8

// The units, those that table-sanctioned-single-unit-identifiers has, and quarters.
const (
	Second Unit = iota
	Minute
	Hour
	Day
	Week
	Month
	Quarter
	Year
	Units // how many there are
)

var unitNames = [Units]string{"second", "minute", "hour", "day", "week", "month", "quarter", "year"}

// String is the singular name of the unit in ECMA-402.
func (u Unit) String() string { return unitNames[u] }

// ByName is SingularRelativeTimeUnit (sec-singularrelativetimeunit); false for a RangeError.
func ByName(name string) (Unit, bool) {
	name = strings.TrimSuffix(name, "s")
	for u, s := range unitNames {
		if s == name {
			return Unit(u), true
		}
	}
	return 0, false
}

// Style is how long the texts are.
type Style uint8

// The styles, in the order of their names in ECMA-402.
const (
	Long Style = iota
	Short
	Narrow
)

var widths = [...]string{"", "-short", "-narrow"}

// Formatter formats relative times. It does not change.
type Formatter struct {
	locale  string
	style   Style
	numbers *numfmt.Formatter
	plurals *plural.Rules
	fields  [Units]field
}

// field is what a locale has for a unit.
type field struct {
	once         sync.Once
	words        []word
	past, future [plural.Categories]pattern
}

// word is what is said of a number of units without naming it.
type word struct {
	n    float64
	text string
}

// pattern is a pattern, taken apart at its number.
type pattern struct {
	before, behind string
	hasNumber      bool
}

func newPattern(text string) (p pattern) {
	p.before, p.behind, p.hasNumber = strings.Cut(text, "{0}")
	return p
}

// Output is a formatted relative time. It is used again for the next one.
type Output struct {
	// Before and Behind stand around the number, if there is one.
	Before, Behind string
	HasNumber      bool
	Number         numfmt.Output
	value          numfmt.Decimal
}

// Format formats x units from now, those before now where x is negative or negative zero: FormatRelativeTime
// (sec-FormatRelativeTime). With auto, there may be a word for it. x is finite.
func (f *Formatter) Format(out *Output, x float64, unit Unit, auto bool) {
	field := f.field(unit)
	if auto {
		for i := range field.words {
			if w := &field.words[i]; w.n == x { // negative zero as well: ToString makes "0" of it
				out.Before, out.Behind, out.HasNumber = w.text, "", false
				return
			}
		}
	}
	patterns := &field.future
	if math.Signbit(x) {
		patterns = &field.past
	}
	out.value.SetFloat64(math.Abs(x))
	f.numbers.Format(&out.Number, &out.value)
	p := &patterns[out.Number.Plural(f.plurals)]
	out.Before, out.Behind, out.HasNumber = p.before, p.behind, p.hasNumber
}

// field reads what the locale has for a unit.
func (f *Formatter) field(unit Unit) *field {
	field := &f.fields[unit]
	field.once.Do(func() {
		path := unit.String() + widths[f.style] + "/"
		for n := -3; n <= 3; n++ {
			if text, ok := cldr.Fields.Find(f.locale, path+strconv.Itoa(n)); ok {
				field.words = append(field.words, word{float64(n), text})
			}
		}
		field.past, field.future = f.patterns(path+"past"), f.patterns(path+"future")
	})
	return field
}

// patterns are those at a path by plural category, where pairs of category and text begin with other.
func (f *Formatter) patterns(path string) (list [plural.Categories]pattern) {
	text, _ := cldr.Fields.Find(f.locale, path)
	pairs := strings.Split(text, cldr.Separator)
	for i := 0; i+1 < len(pairs); i += 2 {
		category, _ := plural.ByName(pairs[i])
		p := newPattern(pairs[i+1])
		if list[category] = p; category == plural.Other {
			for c := range list {
				list[c] = p
			}
		}
	}
	return list
}

type key struct {
	locale, numberingSystem string
	style                   Style
}

// maxKept bounds the formatters that New keeps: about 15 KB each at most.
const maxKept = 64

var kept struct {
	sync.Mutex
	formatters map[key]*Formatter
}

// New is the formatter of an available locale, a numbering system with digits and a style. The latest ones
// are kept.
func New(locale, numberingSystem string, style Style) *Formatter {
	k := key{locale, numberingSystem, style}
	kept.Lock()
	defer kept.Unlock()
	if f := kept.formatters[k]; f != nil {
		return f
	}
	if len(kept.formatters) >= maxKept || kept.formatters == nil {
		kept.formatters = make(map[key]*Formatter)
	}
	f := &Formatter{
		locale: locale, style: style,
		numbers: numfmt.New(numfmt.Default(locale, numberingSystem)), plurals: plural.Of(locale, plural.Cardinal),
	}
	kept.formatters[k] = f
	return f
}

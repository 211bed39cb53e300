package numfmt

import (
	"strconv"
	"strings"

	"github.com/kilnjs/kiln/internal/cldr"
	"github.com/kilnjs/kiln/internal/plural"
)

// compactEntry is what compact notation does with numbers of a magnitude.
type compactEntry struct {
	exponent int                          // the power of ten that it hides
	patterns *[plural.Categories]*pattern // nil for none
	one      *pattern                     // of exactly one, nil for none
}

// newCompact reads the patterns of compact notation, by magnitude.
func newCompact(o *Options, table *symbolTable) (list []compactEntry) {
	kind := "short/"
	if o.CompactLong {
		kind = "long/"
	}
	if o.Style == CurrencyStyle && o.CurrencyDisplay != CurrencyName {
		kind = "money/"
	}
	const first, last = 3, 24
	list = make([]compactEntry, first)
	for n := first; n < last; n++ {
		text, ok := find(o.Locale, o.NumberingSystem, kind+strconv.Itoa(n))
		if !ok {
			break
		}
		list = append(list, newCompactEntry(n, text, table))
	}
	return list
}

// newCompactEntry compiles the patterns of 10^n.
func newCompactEntry(n int, value string, table *symbolTable) (e compactEntry) {
	var patterns [plural.Categories]*pattern
	compiled := map[string]*pattern{}
	for c, text := range byCategory(value) {
		if text == "0" {
			return compactEntry{} // not compact
		}
		p := compiled[text]
		if p == nil {
			p = parsePattern(text, table)
			compiled[text] = p
		}
		patterns[c] = p
	}
	e.patterns = &patterns
	if _, rest, ok := strings.Cut(value, cldr.Separator+"1"+cldr.Separator); ok {
		text, _, _ := strings.Cut(rest, cldr.Separator)
		e.one = parsePattern(text, table)
	}
	if zeros := patterns[plural.Other].zeros; zeros > 0 && zeros <= n+1 {
		e.exponent = n - zeros + 1
	}
	return e
}

// exponentForMagnitude is ComputeExponentForMagnitude (sec-computeexponentformagnitude).
func (f *Formatter) exponentForMagnitude(magnitude int) int {
	switch f.options.Notation {
	case Scientific:
		return magnitude
	case Engineering:
		return magnitude - ((magnitude%3)+3)%3
	case Compact:
		return f.compactEntry(magnitude).exponent
	}
	return 0
}

func (f *Formatter) compactEntry(magnitude int) *compactEntry {
	return &f.compact[min(max(magnitude, 0), len(f.compact)-1)]
}

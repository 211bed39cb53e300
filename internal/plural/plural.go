// Package plural selects categories of plurals by the rules of CLDR.
//
// A rule is a condition on the operands of a number as it is written: its integer part i, the digits
// of its fraction with trailing zeros (v of them, f their value) and without (w, t), n for the whole
// and e for the exponent of compact notation. Rules are compiled when a locale is first asked for, and
// kept: there are no more than locales.
package plural

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/kilnjs/kiln/internal/cldr"
)

// Category is a category of plurals.
type Category uint8

// The categories, in the order of ECMA-402's lists.
const (
	Zero Category = iota
	One
	Two
	Few
	Many
	Other
	Categories // how many there are
)

var names = [...]string{"zero", "one", "two", "few", "many", "other"}

func (c Category) String() string { return names[c] }

// ByName is the category of a name.
func ByName(name string) (c Category, ok bool) {
	i := slices.Index(names[:], name)
	return Category(max(i, 0)), i >= 0
}

// Kind is the kind of number.
type Kind uint8

// The kinds.
const (
	Cardinal Kind = iota
	Ordinal
)

var kinds = [...]string{"cardinal", "ordinal"}

// limit is above all that rules compare with and divides by all that they take remainders of: of larger
// operands the last digits are kept, and limit is added.
const limit = 1_000_000_000_000_000_000

// Operands are those of a number as it is written.
type Operands struct {
	i, f, t uint64
	v, w, e int
}

// NewOperands are those of digits before and behind the decimal separator, '0' to '9', which stand for
// their value times a power of ten in compact notation.
func NewOperands(integer, fraction []byte, exponent int) Operands {
	o := Operands{i: value(integer), f: value(fraction), v: len(fraction), e: exponent}
	w := len(fraction)
	for w > 0 && fraction[w-1] == '0' {
		w--
	}
	o.t, o.w = value(fraction[:w]), w
	return o
}

// value is the value of digits, or what stands for it.
func value(digits []byte) (n uint64) {
	const most = 18
	big := false
	if cut := len(digits) - most; cut > 0 {
		big = slices.ContainsFunc(digits[:cut], func(c byte) bool { return c != '0' })
		digits = digits[cut:]
	}
	for _, c := range digits {
		n = 10*n + uint64(c-'0')
	}
	if big {
		n += limit
	}
	return n
}

// relation is operand % mod = one of ranges.
type relation struct {
	operand byte
	mod     uint64 // 0 for none
	not     bool
	ranges  [][2]uint64
}

func (r *relation) holds(o *Operands) bool {
	var x uint64
	switch r.operand {
	case 'n':
		if o.t != 0 {
			return r.not // ranges have integers alone
		}
		x = o.i
	case 'i':
		x = o.i
	case 'f':
		x = o.f
	case 't':
		x = o.t
	case 'v':
		x = uint64(o.v)
	case 'w':
		x = uint64(o.w)
	case 'e', 'c':
		x = uint64(o.e)
	}
	if r.mod != 0 {
		x %= r.mod
	}
	for _, span := range r.ranges {
		if span[0] <= x && x <= span[1] {
			return !r.not
		}
	}
	return r.not
}

// rule is a category with its condition: a disjunction of conjunctions.
type rule struct {
	category Category
	any      [][]relation
}

// Rules are those of a language for a kind of number.
type Rules struct{ rules []rule }

// Select is the category of a number.
func (r *Rules) Select(o Operands) Category {
	for i := range r.rules {
		for _, all := range r.rules[i].any {
			if allHold(all, &o) {
				return r.rules[i].category
			}
		}
	}
	return Other
}

func allHold(relations []relation, o *Operands) bool {
	for i := range relations {
		if !relations[i].holds(o) {
			return false
		}
	}
	return true
}

// Categories are those that the rules know, in order.
func (r *Rules) Categories() []Category {
	var list []Category
	for i := range r.rules {
		list = append(list, r.rules[i].category)
	}
	return append(list, Other)
}

type key struct {
	locale string
	kind   Kind
}

var compiled sync.Map // key -> *Rules

// Of are the rules of an available locale.
func Of(locale string, kind Kind) *Rules {
	if r, ok := compiled.Load(key{locale, kind}); ok {
		return r.(*Rules)
	}
	text, _ := cldr.Plurals.Find(locale, kinds[kind])
	r, _ := compiled.LoadOrStore(key{locale, kind}, parse(text))
	return r.(*Rules)
}

// parse compiles pairs of a category and its condition.
func parse(text string) *Rules {
	r := &Rules{}
	if text == "" {
		return r
	}
	pairs := strings.Split(text, cldr.Separator)
	for i := 0; i+1 < len(pairs); i += 2 {
		category, _ := ByName(pairs[i])
		one := rule{category: category}
		for all := range strings.SplitSeq(pairs[i+1], " or ") {
			var relations []relation
			for text := range strings.SplitSeq(all, " and ") {
				relations = append(relations, parseRelation(text))
			}
			one.any = append(one.any, relations)
		}
		r.rules = append(r.rules, one)
	}
	return r
}

// parseRelation reads n % 10 != 2..4,7 and the like.
func parseRelation(text string) (r relation) {
	left, right, _ := strings.Cut(text, "=")
	left, r.not = strings.CutSuffix(strings.TrimSpace(left), "!")
	operand, mod, _ := strings.Cut(left, "%")
	if operand = strings.TrimSpace(operand); operand != "" {
		r.operand = operand[0]
	}
	r.mod, _ = strconv.ParseUint(strings.TrimSpace(mod), 10, 64)
	for span := range strings.SplitSeq(right, ",") {
		first, last, isRange := strings.Cut(strings.TrimSpace(span), "..")
		low, _ := strconv.ParseUint(first, 10, 64)
		high := low
		if isRange {
			high, _ = strconv.ParseUint(last, 10, 64)
		}
		r.ranges = append(r.ranges, [2]uint64{low, high})
	}
	return r
}

// Range is the category of a range between numbers of two categories.
func Range(locale string, start, end Category) Category {
	text, _ := cldr.Plurals.Find(locale, "ranges")
	for triple := range strings.SplitSeq(text, cldr.Separator) {
		if category, ok := strings.CutPrefix(triple, start.String()+" "+end.String()+" "); ok {
			c, _ := ByName(category)
			return c
		}
	}
	return Other
}

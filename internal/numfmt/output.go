package numfmt

import (
	"unicode"
	"unicode/utf8"

	"github.com/kilnjs/kiln/internal/plural"
)

// Kind is the type of a part.
type Kind uint8

// The types of parts.
const (
	Literal Kind = iota
	Integer
	Group
	DecimalSeparator
	Fraction
	MinusSign
	PlusSign
	ApproximatelySign
	PercentSign
	CurrencyPart
	UnitPart
	CompactPart
	ExponentSeparator
	ExponentMinusSign
	ExponentInteger
	Infinity
	NaN
)

var kindNames = [...]string{
	"literal", "integer", "group", "decimal", "fraction", "minusSign", "plusSign", "approximatelySign", "percentSign", "currency", "unit",
	"compact", "exponentSeparator", "exponentMinusSign", "exponentInteger", "infinity", "nan",
}

// String is the type's name in ECMA-402.
func (k Kind) String() string { return kindNames[k] }

// Source tells from which number of a range a part is.
type Source uint8

// The sources.
const (
	Shared Source = iota
	StartRange
	EndRange
)

var sourceNames = [...]string{"shared", "startRange", "endRange"}

func (s Source) String() string { return sourceNames[s] }

// mark is where a part ends.
type mark struct {
	kind   Kind
	source Source
	end    int
}

// Output is a formatted number. It is used again for the next one.
type Output struct {
	// Text is the number in UTF-8, until something else is formatted.
	Text  []byte
	marks []mark

	first, second number
	whole         number
	spare, before Decimal
	source        Source
	digits        [2][]byte // operands
}

func (o *Output) reset() {
	o.Text, o.marks, o.source = o.Text[:0], o.marks[:0], Shared
}

// end ends a part that has been written.
func (o *Output) end(kind Kind) {
	o.marks = append(o.marks, mark{kind, o.source, len(o.Text)})
}

func (o *Output) write(kind Kind, text string) {
	if text != "" {
		o.Text = append(o.Text, text...)
		o.end(kind)
	}
}

// Part is a part of a formatted number.
type Part struct {
	Kind   Kind
	Source Source
	Text   string
}

// Parts are the parts of what was formatted last. White space and invisible characters at the ends of
// symbols and names are literals.
func (o *Output) Parts() []Part {
	parts := make([]Part, 0, len(o.marks)+4)
	add := func(kind Kind, source Source, text []byte) {
		if len(text) == 0 {
			return
		}
		if n := len(parts) - 1; n >= 0 && parts[n].Kind == kind && kind == Literal && parts[n].Source == source {
			parts[n].Text += string(text)
			return
		}
		parts = append(parts, Part{kind, source, string(text)})
	}
	start := 0
	for _, m := range o.marks {
		text := o.Text[start:m.end]
		start = m.end
		low, high := 0, len(text)
		if m.kind != Literal && m.kind != Group {
			low, high = visible(text)
		}
		add(Literal, m.source, text[:low])
		add(m.kind, m.source, text[low:high])
		add(Literal, m.source, text[high:])
	}
	return parts
}

// visible is where a text begins and ends without white space and invisible characters.
func visible(text []byte) (low, high int) {
	high = len(text)
	for low < high {
		r, n := utf8.DecodeRune(text[low:])
		if !isIgnorable(r) {
			break
		}
		low += n
	}
	for low < high {
		r, n := utf8.DecodeLastRune(text[:high])
		if !isIgnorable(r) {
			break
		}
		high -= n
	}
	return low, high
}

// isIgnorable reports whether r is a space, a mark of direction or a variation selector.
func isIgnorable(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return r == ' ' || r == '\t'
	case r == 0x061C, r == 0x200E, r == 0x200F, 0x202A <= r && r <= 0x202E, 0x2066 <= r && r <= 0x2069, 0xFE00 <= r && r <= 0xFE0F:
		return true
	}
	return unicode.Is(unicode.Zs, r)
}

// Operands are those of the number that was formatted last, for the selection of a plural; ok is
// false for infinities and NaN, whose category is other.
func (o *Output) Operands() (operands plural.Operands, ok bool) {
	return o.operands(&o.first)
}

// operands are those of a number with the power of ten that its notation hides.
func (o *Output) operands(n *number) (plural.Operands, bool) {
	if n.form != finite {
		return plural.Operands{}, false
	}
	return o.operandsAt(n, n.exponent), true
}

func (o *Output) operandsAt(n *number, exponent int) plural.Operands {
	const most = 32 // digits that are looked at: more than operands have
	i, f := o.digits[0][:0], o.digits[1][:0]
	for p := min(max(n.exp+exponent, 1), most) - 1; p >= 0; p-- {
		i = append(i, n.at(p-exponent))
	}
	if n.exp+exponent > most && len(i) > 0 {
		i[0] = '1' // there are more
	}
	for p := 1; p <= n.fraction-exponent; p++ {
		f = append(f, n.at(-p-exponent))
	}
	o.digits = [2][]byte{i, f}
	return plural.NewOperands(i, f, exponent)
}

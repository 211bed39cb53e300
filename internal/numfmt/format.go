package numfmt

import (
	"github.com/kilnjs/kiln/internal/plural"
)

// number is a number on its way: rounded, and what stands around it.
type number struct {
	Decimal      // after rounding, without the power of ten that its notation shows otherwise
	exponent int // that power
	fraction int // digits behind the separator
	sign     sign
	pattern  *pattern
	outer    *around // nil for none
	category plural.Category
}

// sign is what stands for the sign of a number.
type sign uint8

const (
	noSign sign = iota
	minus
	plus
)

// Format formats a number.
func (f *Formatter) Format(out *Output, x *Decimal) {
	out.reset()
	n := &out.first
	f.prepare(out, n, x)
	f.write(out, n, false)
}

// String formats a number as text.
func (f *Formatter) String(x *Decimal) string {
	var out Output
	f.Format(&out, x)
	return string(out.Text)
}

// Plural is the category of the number that was formatted last by the rules.
func (o *Output) Plural(rules *plural.Rules) plural.Category {
	operands, ok := o.Operands()
	if !ok {
		return plural.Other
	}
	return rules.Select(operands)
}

// prepare is PartitionNumberPattern (sec-partitionnumberpattern) as far as the patterns.
func (f *Formatter) prepare(out *Output, n *number, x *Decimal) {
	n.set(x)
	if f.outer != nil && f.compact != nil {
		out.whole.set(x)
	}
	n.exponent, n.fraction, n.outer, n.pattern, n.category = 0, 0, nil, f.base, plural.Other
	if n.form == finite {
		if len(n.digits) > 0 {
			n.exp += f.scale
		}
		f.round(out, n)
		if entry := f.entryOf(n); entry != nil {
			// The category of a compact pattern is that of the digits alone.
			n.pattern = entry.patterns[f.plurals.Select(out.operandsAt(n, 0))]
			if entry.one != nil && !n.negative && n.exp == 1 && string(n.digits) == "1" {
				n.pattern = entry.one
			}
		}
	}
	n.sign = f.signOf(n)
	if f.outer != nil {
		n.category = f.outerCategory(out, n)
		n.outer = &f.outer[n.category]
	}
}

// outerCategory is the category that the name of a unit or currency has. With compact notation it is that of the number
// that is shown in short, rounded with the same options, as in ICU.
func (f *Formatter) outerCategory(out *Output, n *number) plural.Category {
	if n.form != finite {
		return plural.Other
	}
	if f.compact == nil {
		return f.plurals.Select(out.operandsAt(n, n.exponent))
	}
	n = &out.whole
	if len(n.digits) > 0 {
		n.exp += f.scale
	}
	n.fraction = f.options.Digits.round(&n.Decimal, &out.spare)
	return f.plurals.Select(out.operandsAt(n, 0))
}

// entryOf is the entry of compact notation whose patterns a number has, nil for none. A number that was
// rounded to zero keeps its power of ten.
func (f *Formatter) entryOf(n *number) *compactEntry {
	if f.compact == nil {
		return nil
	}
	if e := f.compactEntry(n.magnitude() + n.exponent); e.patterns != nil {
		return e
	}
	return nil
}

// round is ComputeExponent (sec-computeexponent), which rounds, and FormatNumericToString.
func (f *Formatter) round(out *Output, n *number) {
	digits := &f.options.Digits
	if f.options.Notation == Standard || len(n.digits) == 0 {
		n.fraction = digits.round(&n.Decimal, &out.spare)
		return
	}
	// Rounding may lead to the next magnitude, to which another exponent belongs: what is
	// rounded then is the number itself.
	magnitude := n.magnitude()
	n.exponent = f.exponentForMagnitude(magnitude)
	out.before.set(&n.Decimal)
	n.exp -= n.exponent
	n.fraction = digits.round(&n.Decimal, &out.spare)
	if n.IsZero() || n.magnitude() == magnitude-n.exponent {
		return
	}
	exponent := f.exponentForMagnitude(magnitude + 1)
	if exponent == n.exponent {
		return
	}
	n.exponent = exponent
	n.Decimal.set(&out.before)
	n.exp -= n.exponent
	n.fraction = digits.round(&n.Decimal, &out.spare)
}

// signOf decides which sign a rounded number has (sec-getnumberformatpattern).
func (f *Formatter) signOf(n *number) sign {
	isZero := n.IsZero() || n.IsNaN()
	switch f.options.Sign {
	case SignAuto:
		if n.negative {
			return minus
		}
	case SignAlways:
		if n.negative {
			return minus
		}
		return plus
	case SignExceptZero:
		switch {
		case isZero:
		case n.negative:
			return minus
		default:
			return plus
		}
	case SignNegative:
		if n.negative && !isZero {
			return minus
		}
	}
	return noSign
}

// write writes a number with all that is around it.
func (f *Formatter) write(out *Output, n *number, approximately bool) {
	middle, outer := n.middle(approximately), n.outer
	if outer != nil {
		out.write(outer.part, outer.prefix)
	}
	if outer == nil || !outer.isWhole {
		f.affix(out, n, middle.prefix, approximately, middle.prepend)
		if n.pattern.hasDigits {
			f.digitsOf(out, n)
		}
		f.affix(out, n, middle.suffix, approximately, false)
	}
	if outer != nil {
		out.write(outer.part, outer.suffix)
	}
}

// middle are the affixes of a number's pattern; prepend tells that its sign has no place in them.
type middle struct {
	affixes
	prepend bool
}

func (n *number) middle(approximately bool) middle {
	p := n.pattern
	plusReplacesMinus := n.sign == plus && !p.positiveHasPlus
	if p.hasNegative && (n.sign == minus || p.negativeHasMinus && (plusReplacesMinus || approximately)) {
		return middle{p.negative, false}
	}
	return middle{p.positive, n.sign == minus || plusReplacesMinus || approximately}
}

// affix writes what stands on one side of the digits.
func (f *Formatter) affix(out *Output, n *number, tokens []token, approximately, prepend bool) {
	if prepend {
		f.signs(out, n, approximately)
	}
	for i := range tokens {
		switch t := &tokens[i]; t.kind {
		case tokenText:
			out.write(t.part, t.text)
		case tokenSign:
			f.signs(out, n, approximately)
		case tokenSpacing:
			if n.form == finite && f.spacing {
				out.write(Literal, "\u00A0")
			}
		}
	}
}

func (f *Formatter) signs(out *Output, n *number, approximately bool) {
	if approximately {
		out.write(ApproximatelySign, f.symbols.approximately)
	}
	switch n.sign {
	case minus:
		out.write(MinusSign, f.symbols.minus)
	case plus:
		out.write(PlusSign, f.symbols.plus)
	}
}

// digitsOf writes the digits, and the exponent of scientific notation
// (sec-partitionnotationsubpattern).
func (f *Formatter) digitsOf(out *Output, n *number) {
	switch n.form {
	case infinite:
		out.write(Infinity, f.symbols.infinity)
		return
	case notANumber:
		out.write(NaN, f.symbols.nan)
		return
	}
	whole := max(n.magnitude()+1, f.options.Digits.MinInteger, 1)
	grouped := f.primary > 0 && whole >= f.primary+f.groupMin
	for power := whole - 1; power >= 0; power-- {
		f.digit(out, n.at(power))
		if grouped && power > 0 && power >= f.primary && (power-f.primary)%f.secondary == 0 {
			out.end(Integer)
			out.write(Group, f.symbols.group)
		}
	}
	out.end(Integer)
	if n.fraction > 0 {
		out.write(DecimalSeparator, f.symbols.decimal)
		for power := -1; power >= -n.fraction; power-- {
			f.digit(out, n.at(power))
		}
		out.end(Fraction)
	}
	if f.options.Notation == Scientific || f.options.Notation == Engineering {
		out.write(ExponentSeparator, f.symbols.exponential)
		exponent := n.exponent
		if exponent < 0 {
			out.write(ExponentMinusSign, f.symbols.minus)
			exponent = -exponent
		}
		f.exponent(out, exponent)
		out.end(ExponentInteger)
	}
}

func (f *Formatter) digit(out *Output, digit byte) {
	if f.isASCII {
		out.Text = append(out.Text, digit)
		return
	}
	out.Text = append(out.Text, f.digits[digit-'0']...)
}

func (f *Formatter) exponent(out *Output, n int) {
	if n >= 10 {
		f.exponent(out, n/10)
	}
	f.digit(out, byte('0'+n%10))
}

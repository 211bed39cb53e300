package intl

import (
	"math/big"
	"strconv"
	"strings"

	"github.com/kilnjs/kiln/internal/numfmt"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// toIntlMathematicalValue is ToIntlMathematicalValue (sec-tointlmathematicalvalue).
func toIntlMathematicalValue(rt *object.Runtime, v heap.Value, d *numfmt.Decimal) error {
	if v.IsNumber() {
		d.SetFloat64(v.Float64())
		return nil
	}
	prim, err := rt.ToPrimitive(v, object.HintNumber)
	if err != nil {
		return err
	}
	switch {
	case prim.IsBigInt():
		return setBigInt(rt, prim.BigInt(), d)
	case prim.IsString():
		return setText(rt, prim.Str(), d)
	}
	x, err := rt.ToNumber(prim)
	if err == nil {
		d.SetFloat64(x)
	}
	return err
}

// setBigInt sets a number to a BigInt.
func setBigInt(rt *object.Runtime, b *heap.BigInt, d *numfmt.Decimal) error {
	if i, ok := b.Int64(); ok {
		d.SetInt64(i)
		return nil
	}
	s, err := rt.BigIntToString(b, 10)
	if err != nil {
		return err
	}
	if err := chargeDigits(rt, s.Len()); err != nil {
		return err
	}
	text := s.Go(rt.Heap)
	digits, negative := strings.CutPrefix(text, "-")
	d.SetDigits(negative, []byte(digits), 0)
	return nil
}

// chargeDigits charges for the work with a number of so many digits: it is copied a few times, and digits of
// other scripts take up to four bytes.
func chargeDigits(rt *object.Runtime, n int) error {
	const few, factor = 400, 16
	if n <= few {
		return nil
	}
	rt.Heap.Work(factor * n)
	return rt.CheckAlloc(factor * n)
}

// setText is the StringIntlMV (sec-runtime-semantics-stringintlmv) of a string, with what
// ToIntlMathematicalValue does with values that no Number has: those that round to an infinity or to zero
// are these.
func setText(rt *object.Runtime, s *heap.String, d *numfmt.Decimal) error {
	rt.Heap.Work(s.Len())
	rounded := rt.StringToNumber(s)
	if rounded != rounded || rounded == 0 || rounded-rounded != 0 {
		d.SetFloat64(rounded)
		return nil
	}
	if err := chargeDigits(rt, s.Len()); err != nil {
		return err
	}
	// It is a literal of a finite number; white space is all that stands around it.
	const parts = "0123456789abcdefABCDEFxXoO+-."
	text := s.Go(rt.Heap)
	text = strings.TrimFunc(text, func(r rune) bool { return !strings.ContainsRune(parts, r) })
	if len(text) > 2 && text[0] == '0' && strings.IndexByte("xXoObB", text[1]) >= 0 {
		return setRadix(rt, text, d)
	}
	text, negative := strings.CutPrefix(text, "-")
	text = strings.TrimPrefix(text, "+")
	exponent := 0
	if i := strings.IndexAny(text, "eE"); i >= 0 {
		// The number is finite and not zero, so the exponent is not far from the length of the text.
		exponent, _ = strconv.Atoi(text[i+1:])
		text = text[:i]
	}
	whole, fraction, _ := strings.Cut(text, ".")
	d.SetDigits(negative, []byte(whole+fraction), exponent-len(fraction))
	return nil
}

// setRadix sets a number to a literal with a radix of 2, 8 or 16, which is finite and so has at most 1,024 bits behind
// its zeros.
func setRadix(rt *object.Runtime, text string, d *numfmt.Decimal) error {
	const maxDigits = 1024
	digits := strings.TrimLeft(text[2:], "0")
	if len(digits) > maxDigits {
		return rt.RangeError("Invalid number")
	}
	n, ok := new(big.Int).SetString(text[:2]+digits, 0)
	if !ok {
		d.SetNaN()
		return nil
	}
	d.SetDigits(false, n.Append(nil, 10), 0)
	return nil
}

package object

import (
	"math"
	"math/big"
	"math/bits"
	"strings"

	"github.com/kilnjs/kiln/internal/num"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// MaxBigIntBits bounds the magnitude of a BigInt: a larger result is a
// RangeError, as is a shift that would make one. Multiplication and division at
// this size take seconds, not hours.
const MaxBigIntBits = 1 << 24

func (rt *Runtime) bigTooLarge() error {
	return rt.RangeError("Maximum BigInt size exceeded")
}

// NewBigInt makes the BigInt Value of x; beyond MaxBigIntBits it is a
// RangeError.
func (rt *Runtime) NewBigInt(x *big.Int) (heap.Value, error) {
	if x.BitLen() > MaxBigIntBits {
		return heap.Undefined, rt.bigTooLarge()
	}
	return rt.Heap.NewBigInt(x).Value(), nil
}

// NewBigIntInt64 makes the BigInt Value of i.
func (rt *Runtime) NewBigIntInt64(i int64) heap.Value {
	return rt.Heap.NewBigIntInt64(i).Value()
}

// bigScratch is what operations on BigInts calculate with: operands that are
// views of cells, and a result that is copied into one. A loop over BigInts then
// leaves nothing behind for Go's collector. x and y may be views of cells that
// are gone: nothing but View uses them.
type bigScratch struct {
	x, y, r big.Int
	short   shortScratch
}

// maxScratchWords bounds the result that is kept for the next operation.
const maxScratchWords = 1 << 12

// wordBytes is the size of a word of math/big.
const wordBytes = bits.UintSize / 8

// finishBig makes the BigInt of the result in the scratch.
func (rt *Runtime) finishBig() (heap.Value, error) {
	s := &rt.big
	rt.Work(s.r.BitLen() >> bigWork)
	s.x.SetBits(nil)
	s.y.SetBits(nil)
	v, err := rt.NewBigInt(&s.r)
	if n := cap(s.r.Bits()); n > maxScratchWords {
		rt.Heap.Transient(n * wordBytes)
		s.r.SetBits(nil)
	}
	return v, err
}

// bigWork is the logarithm of how many bits a unit of work goes over when an
// operation takes linear time.
const bigWork = 4

// BigOf returns the number of b in a new big.Int. The work of copying it and of
// going over it a few times is counted.
func (rt *Runtime) BigOf(b *heap.BigInt) *big.Int {
	rt.Work(b.BitLen() >> bigWork)
	rt.Heap.Transient(b.BitLen() / 8)
	return b.Big()
}

// viewBig makes x, which is of the scratch, the number of b, to be read before
// anything else is done. The work of that is counted.
func (rt *Runtime) viewBig(b *heap.BigInt, x *big.Int) *big.Int {
	rt.Work(b.BitLen() >> bigWork)
	return b.View(x)
}

// bigArith applies an arithmetic or bitwise operator to two BigInts
// (sec-ecmascript-language-types-bigint-type).
func (rt *Runtime) bigArith(op syntax.Op, a, b *heap.BigInt) (heap.Value, error) {
	if v, ok := rt.ShortBigArith(op, a, b); ok {
		return v, nil
	}
	if err := rt.chargeBig(op, a, b); err != nil {
		return heap.Undefined, err
	}
	r := &rt.big.r
	x, y := a.View(&rt.big.x), b.View(&rt.big.y)
	switch op {
	case syntax.OpAdd:
		r.Add(x, y)
	case syntax.OpSub:
		r.Sub(x, y)
	case syntax.OpMul:
		if x.BitLen()+y.BitLen() > MaxBigIntBits+1 {
			return heap.Undefined, rt.bigTooLarge()
		}
		if !num.OnePiece(len(x.Bits()), len(y.Bits())) {
			return rt.longBigArith(op, a, b)
		}
		r.Mul(x, y)
	case syntax.OpDiv, syntax.OpMod:
		if y.Sign() == 0 {
			return heap.Undefined, rt.RangeError("Division by zero")
		}
		switch n := len(y.Bits()); {
		case !num.OnePiece(n, len(x.Bits())-n):
			return rt.longBigArith(op, a, b)
		case op == syntax.OpDiv:
			r.Quo(x, y)
		default:
			r.Rem(x, y)
		}
	case syntax.OpExp:
		return rt.bigExp(a, x, y)
	case syntax.OpBitAnd:
		r.And(x, y)
	case syntax.OpBitOr:
		r.Or(x, y)
	case syntax.OpBitXor:
		r.Xor(x, y)
	case syntax.OpShl:
		return rt.bigShift(x, y, true)
	case syntax.OpShr:
		return rt.bigShift(x, y, false)
	default:
		return heap.Undefined, rt.TypeError("BigInts have no unsigned right shift, use >> instead")
	}
	return rt.finishBig()
}

// chargeBig counts an operation on large operands against the budget, so that a
// loop of expensive operations is interrupted as soon as one of cheap ones.
func (rt *Runtime) chargeBig(op syntax.Op, a, b *heap.BigInt) error {
	n, m := a.BitLen()>>6, b.BitLen()>>6
	if n+m < 32 {
		return nil
	}
	cost := (n + m) >> 4
	if op == syntax.OpMul || op == syntax.OpDiv || op == syntax.OpMod {
		cost += int(min(int64(n)*int64(m)>>6, BudgetSlice))
	}
	return rt.Steps(cost)
}

// longBigArith multiplies or divides in pieces, between which the limits are looked at.
func (rt *Runtime) longBigArith(op syntax.Op, a, b *heap.BigInt) (heap.Value, error) {
	m := rt.Heap.OpenScope()
	rt.Heap.Keep(a.Value())
	rt.Heap.Keep(b.Value())
	x, y, r := a.View(&rt.big.x), b.View(&rt.big.y), &rt.big.r
	if a == b {
		y = x
	}
	var err error
	switch op {
	case syntax.OpMul:
		err = num.MulBig(r, x, y, rt.bigStep)
	default:
		var quo, rem *big.Int
		if quo, rem, err = num.QuoRemBig(x, y, rt.bigStep); op == syntax.OpDiv {
			rem = quo
		}
		if err == nil {
			r.Set(rem)
		}
	}
	rt.Heap.CloseScope(m)
	if err != nil {
		return heap.Undefined, err
	}
	return rt.finishBig()
}

// bigExp implements BigInt::exponentiate (sec-numeric-types-bigint-exponentiate);
// x is a view of a.
func (rt *Runtime) bigExp(a *heap.BigInt, x, y *big.Int) (heap.Value, error) {
	if y.Sign() < 0 {
		return heap.Undefined, rt.RangeError("Exponent must be non-negative")
	}
	if x.BitLen() <= 1 {
		// 0, 1 and -1.
		switch {
		case y.Sign() == 0:
			return rt.NewBigIntInt64(1), nil
		case x.Sign() < 0 && y.Bit(0) == 0:
			return rt.NewBigIntInt64(1), nil
		}
		return rt.NewBigInt(x)
	}
	if !y.IsInt64() || y.Int64() > MaxBigIntBits || int64(x.BitLen()-1)*y.Int64() > MaxBigIntBits {
		return heap.Undefined, rt.bigTooLarge()
	}
	m := rt.Heap.OpenScope()
	rt.Heap.Keep(a.Value())
	words, n := int(int64(x.BitLen())*y.Int64()>>6), y.Uint64()
	err := rt.bigStep(words)
	switch {
	case err != nil:
	case num.OnePiece(words, words):
		rt.big.r.Exp(x, y, nil)
	default:
		err = num.ExpBig(&rt.big.r, x, n, rt.bigStep)
	}
	rt.Heap.CloseScope(m)
	if err != nil {
		return heap.Undefined, err
	}
	return rt.finishBig()
}

// bigShift implements BigInt::leftShift and BigInt::signedRightShift
// (sec-numeric-types-bigint-leftShift); a negative y shifts the other way.
func (rt *Runtime) bigShift(x, y *big.Int, left bool) (heap.Value, error) {
	if y.Sign() < 0 {
		left = !left
	}
	n := int64(math.MaxInt64)
	if y.IsInt64() && y.Int64() != math.MinInt64 {
		n = max(y.Int64(), -y.Int64())
	}
	if left {
		if x.Sign() == 0 {
			return rt.NewBigIntInt64(0), nil
		}
		if n > MaxBigIntBits || int64(x.BitLen())+n > MaxBigIntBits {
			return heap.Undefined, rt.bigTooLarge()
		}
		rt.big.r.Lsh(x, uint(n))
		return rt.finishBig()
	}
	if n > int64(x.BitLen()) {
		n = int64(x.BitLen())
	}
	rt.big.r.Rsh(x, uint(n))
	return rt.finishBig()
}

// BigIntToString returns the digits of b in the given radix, 2 to 36
// (sec-numeric-types-bigint-tostring).
func (rt *Runtime) BigIntToString(b *heap.BigInt, radix int) (*heap.String, error) {
	if s, ok := rt.shortBigText(b, radix); ok {
		return s, nil
	}
	text, err := num.FormatBig(rt.BigOf(b), radix, rt.bigStep)
	if err != nil {
		return nil, err
	}
	return rt.Heap.NewString(text), nil
}

// bigStep charges an operation on numbers of that many words to the budget.
func (rt *Runtime) bigStep(words int) error {
	return rt.Steps(min(words, BudgetSlice))
}

// StringToBigInt implements sec-stringtobigint: surrounding white space, a sign
// for decimal digits, 0x, 0o and 0b; empty text is 0. It reports false for
// anything else. Digits that stand for more than MaxBigIntBits are a RangeError.
func (rt *Runtime) StringToBigInt(s *heap.String) (*big.Int, bool, error) {
	return rt.parseBigInt(s.Go(rt.Heap))
}

// BigIntLiteral returns the value of a literal without its suffix and its
// separators (sec-runtime-semantics-numericvalue).
func (rt *Runtime) BigIntLiteral(text string) (heap.Value, error) {
	if v, ok := shortBigOf(rt, text); ok {
		return v, nil
	}
	n, ok, err := rt.parseBigInt(text)
	if err != nil {
		return heap.Undefined, err
	}
	if !ok {
		return heap.Undefined, rt.SyntaxError("Cannot convert %s to a BigInt", truncateText(text, 64))
	}
	return rt.NewBigInt(n)
}

func (rt *Runtime) parseBigInt(text string) (*big.Int, bool, error) {
	t := num.Trim(text)
	if t == "" {
		return new(big.Int), true, nil
	}
	radix := 10
	if len(t) > 2 && t[0] == '0' {
		switch t[1] {
		case 'x', 'X':
			radix = 16
		case 'o', 'O':
			radix = 8
		case 'b', 'B':
			radix = 2
		}
	}
	digits := t
	if radix != 10 {
		digits = t[2:]
	} else if t[0] == '+' || t[0] == '-' {
		digits = t[1:]
	}
	if !allDigits(digits, radix) {
		return nil, false, nil
	}
	digits = strings.TrimLeft(digits[:len(digits)-1], "0") + digits[len(digits)-1:]
	if (len(digits)-1)*(bits.Len(uint(radix))-1) > MaxBigIntBits {
		return nil, false, rt.bigTooLarge()
	}
	n, err := num.ParseBig(digits, radix, rt.bigStep)
	if err != nil {
		return nil, false, err
	}
	if t[0] == '-' {
		n.Neg(n)
	}
	return n, true, nil
}

// allDigits reports whether s is not empty and holds only digits of the radix.
func allDigits(s string, radix int) bool {
	for i := range len(s) {
		c := s[i]
		d := 99
		switch {
		case c >= '0' && c <= '9':
			d = int(c - '0')
		case c >= 'a' && c <= 'f':
			d = int(c-'a') + 10
		case c >= 'A' && c <= 'F':
			d = int(c-'A') + 10
		}
		if d >= radix {
			return false
		}
	}
	return s != ""
}

// ToBigInt implements sec-tobigint.
func (rt *Runtime) ToBigInt(v heap.Value) (*heap.BigInt, error) {
	v, err := rt.ToPrimitive(v, HintNumber)
	if err != nil {
		return nil, err
	}
	switch {
	case v.IsBigInt():
		return v.BigInt(), nil
	case v.IsBool():
		return rt.Heap.NewBigIntInt64(int64(boolToNumber(v).AsInt())), nil
	case v.IsString():
		if f := v.Str().Flat(rt.Heap); !f.IsWide() {
			if b, ok := shortBigOf(rt, f.Latin1()); ok {
				return b.BigInt(), nil
			}
		}
		n, ok, err := rt.StringToBigInt(v.Str())
		if err != nil {
			return nil, err
		}
		if !ok {
			return nil, rt.SyntaxError("Cannot convert %s to a BigInt", truncateText(v.Str().Go(rt.Heap), 64))
		}
		b, err := rt.NewBigInt(n)
		if err != nil {
			return nil, err
		}
		return b.BigInt(), nil
	}
	return nil, rt.TypeError("Cannot convert %s to a BigInt", rt.Describe(v))
}

// ToBigInt64 implements sec-tobigint64.
func (rt *Runtime) ToBigInt64(v heap.Value) (int64, error) {
	b, err := rt.ToBigInt(v)
	if err != nil {
		return 0, err
	}
	return BigIntLow64(b), nil
}

// ToBigUint64 implements sec-tobiguint64.
func (rt *Runtime) ToBigUint64(v heap.Value) (uint64, error) {
	i, err := rt.ToBigInt64(v)
	return uint64(i), err
}

// BigIntLow64 returns b modulo 2^64 as a two's complement number.
func BigIntLow64(b *heap.BigInt) int64 { return int64(b.Uint64()) }

// NumberToBigInt implements sec-numbertobigint.
func (rt *Runtime) NumberToBigInt(f float64) (heap.Value, error) {
	if math.Trunc(f) != f || math.IsInf(f, 0) {
		return heap.Undefined, rt.RangeError(
			"The number %s cannot be converted to a BigInt because it is not an integer", num.FormatNumber(f))
	}
	if f >= -1<<53 && f <= 1<<53 {
		return rt.NewBigIntInt64(int64(f)), nil
	}
	return rt.shortBig(num.FloatToLimbs(rt.big.short.z[:], math.Abs(f)), f < 0), nil
}

// BigIntToNumber returns the double nearest to b, ties to even, infinite when b
// is too large (sec-number-constructor-number-value).
func (rt *Runtime) BigIntToNumber(b *heap.BigInt) float64 {
	if x, ok := b.Int64(); ok {
		return float64(x)
	}
	x, negative := b.Limbs()
	rt.Work(64 * len(x) >> bigWork)
	f := num.LimbsToFloat(x)
	if negative {
		return -f
	}
	return f
}

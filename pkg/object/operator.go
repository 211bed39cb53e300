package object

import (
	"math"
	"strconv"

	"github.com/kilnjs/kiln/internal/num"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Arith applies an arithmetic or bitwise operator, syntax.OpAdd to syntax.OpUShr
// (sec-applystringornumericbinaryoperator).
func (rt *Runtime) Arith(op syntax.Op, a, b heap.Value) (heap.Value, error) {
	switch op {
	case syntax.OpAdd:
		return rt.Add(a, b)
	case syntax.OpSub:
		return rt.Sub(a, b)
	case syntax.OpMul:
		return rt.Mul(a, b)
	case syntax.OpDiv:
		return rt.Div(a, b)
	case syntax.OpMod:
		return rt.Mod(a, b)
	case syntax.OpExp:
		return rt.Exponentiate(a, b)
	case syntax.OpBitAnd:
		return rt.BitAnd(a, b)
	case syntax.OpBitOr:
		return rt.BitOr(a, b)
	case syntax.OpBitXor:
		return rt.BitXor(a, b)
	case syntax.OpShl:
		return rt.ShiftLeft(a, b)
	case syntax.OpShr:
		return rt.ShiftRight(a, b)
	}
	return rt.ShiftRightUnsigned(a, b)
}

// Compare applies a relational or an equality operator, syntax.OpLT to
// syntax.OpStrictNE (sec-relational-operators, sec-equality-operators).
func (rt *Runtime) Compare(op syntax.Op, a, b heap.Value) (bool, error) {
	switch op {
	case syntax.OpLT:
		return rt.LessThan(a, b)
	case syntax.OpLE:
		return rt.LessEqual(a, b)
	case syntax.OpGT:
		return rt.GreaterThan(a, b)
	case syntax.OpGE:
		return rt.GreaterEqual(a, b)
	case syntax.OpEq:
		return rt.IsLooselyEqual(a, b)
	case syntax.OpNE:
		eq, err := rt.IsLooselyEqual(a, b)
		return !eq, err
	case syntax.OpStrictEq:
		return rt.IsStrictlyEqual(a, b), nil
	}
	return !rt.IsStrictlyEqual(a, b), nil
}

// Add implements a + b (sec-addition-operator-plus).
func (rt *Runtime) Add(a, b heap.Value) (heap.Value, error) {
	if a.IsNumber() && b.IsNumber() {
		return addNumbers(a, b), nil
	}
	switch {
	case a.IsString() && b.IsString():
		return rt.ConcatStrings(a.Str(), b.Str())
	case a.IsString() && b.IsNumber():
		if b.IsInt() && a.Str().Len() <= shortAdded {
			return rt.ConcatParts([]heap.Value{a, b})
		}
		return rt.ConcatStrings(a.Str(), rt.NumberToString(b.Float64()))
	case a.IsNumber() && b.IsString():
		if a.IsInt() && b.Str().Len() <= shortAdded {
			return rt.ConcatParts([]heap.Value{a, b})
		}
		return rt.ConcatStrings(rt.NumberToString(a.Float64()), b.Str())
	}
	if a.IsBigInt() && b.IsBigInt() {
		return rt.bigArith(syntax.OpAdd, a.BigInt(), b.BigInt())
	}
	return rt.addSlow(a, b)
}

// shortAdded is the length in code units of a text to which the digits of an int are added
// without a text of their own.
const shortAdded = 12

func addNumbers(a, b heap.Value) heap.Value {
	if a.IsInt() && b.IsInt() {
		s := int64(a.AsInt()) + int64(b.AsInt())
		if int64(int32(s)) == s {
			return heap.Int(int32(s))
		}
		return heap.Float(float64(s))
	}
	return heap.Number(a.Float64() + b.Float64())
}

func (rt *Runtime) addSlow(a, b heap.Value) (heap.Value, error) {
	a, err := rt.ToPrimitive(a, HintDefault)
	if err != nil {
		return heap.Undefined, err
	}
	if b, err = rt.ToPrimitive(b, HintDefault); err != nil {
		return heap.Undefined, err
	}
	if a.IsString() || b.IsString() {
		x, err := rt.ToString(a)
		if err != nil {
			return heap.Undefined, err
		}
		y, err := rt.ToString(b)
		if err != nil {
			return heap.Undefined, err
		}
		return rt.ConcatStrings(x, y)
	}
	return rt.numericOp(syntax.OpAdd, a, b)
}

// Text makes a string of WTF-8 text.
func (rt *Runtime) Text(s string) heap.Value { return rt.Heap.NewString(s).Value() }

// BuiltString finishes a string, and with it the builder; one that is too long is a RangeError.
func (rt *Runtime) BuiltString(b *heap.StringBuilder) (heap.Value, error) {
	if b.Err() != nil {
		return heap.Undefined, rt.RangeError("Invalid string length")
	}
	s := b.String()
	b.Release()
	return s.Value(), nil
}

// ConcatStrings joins two strings; a result longer than a string can be is a
// RangeError.
func (rt *Runtime) ConcatStrings(a, b *heap.String) (heap.Value, error) {
	if n := a.Len() + b.Len(); n > LargeText {
		if n > rt.Heap.MaxStringLength() {
			return heap.Undefined, rt.RangeError("Invalid string length")
		}
		if grow := rt.Heap.ConcatBytes(a, b); grow > largeGrowth {
			if err := rt.CheckAlloc(int(grow)); err != nil {
				return heap.Undefined, err
			}
		}
	}
	return rt.Heap.Concat(a, b).Value(), nil
}

// maxJoined is the length in code units up to which ConcatParts copies its parts
// into one text; longer ones are cheaper as ropes.
const maxJoined = 256

// ConcatParts joins strings, and ints as their decimal text.
func (rt *Runtime) ConcatParts(parts []heap.Value) (heap.Value, error) {
	if len(parts) == 1 && parts[0].IsString() {
		return parts[0], nil
	}
	n := 0
	for _, p := range parts {
		if p.IsInt() {
			n += num.DecimalLength(p.AsInt())
			continue
		}
		s := p.Str()
		if n += s.Len(); n > maxJoined || !s.IsLatin1(rt.Heap) {
			return rt.concatInTurn(parts)
		}
		s.Flat(rt.Heap) // before the text is there that must be filled first
	}
	if n < 2 {
		return rt.concatInTurn(parts)
	}
	r, text := rt.Heap.UnfilledLatin1(n)
	for _, p := range parts {
		if p.IsInt() {
			text = text[len(strconv.AppendInt(text[:0], int64(p.AsInt()), 10)):]
			continue
		}
		text = text[copy(text, p.Str().Flat(rt.Heap).Latin1()):]
	}
	return r.Value(), nil
}

// concatInTurn is ConcatParts for long texts and for such beyond Latin-1.
func (rt *Runtime) concatInTurn(parts []heap.Value) (heap.Value, error) {
	acc := rt.Heap.EmptyString().Value()
	for _, p := range parts {
		if p.IsInt() {
			p = rt.intToString(p.AsInt()).Value()
		}
		var err error
		if acc, err = rt.ConcatStrings(acc.Str(), p.Str()); err != nil {
			return acc, err
		}
	}
	return acc, nil
}

// LargeText is the length in code units up to which a text is joined without a
// look at limits.
const LargeText = 1 << 14

// numericOp converts both operands with ToNumeric and applies op to two
// Numbers or two BigInts (sec-applystringornumericbinaryoperator).
func (rt *Runtime) numericOp(op syntax.Op, a, b heap.Value) (heap.Value, error) {
	if a.IsBigInt() && b.IsBigInt() {
		return rt.bigArith(op, a.BigInt(), b.BigInt())
	}
	a, err := rt.ToNumeric(a)
	if err != nil {
		return heap.Undefined, err
	}
	if b, err = rt.ToNumeric(b); err != nil {
		return heap.Undefined, err
	}
	if a.IsBigInt() || b.IsBigInt() {
		if !a.IsBigInt() || !b.IsBigInt() {
			return heap.Undefined, rt.TypeError("Cannot mix BigInt and other types, use explicit conversions")
		}
		return rt.bigArith(op, a.BigInt(), b.BigInt())
	}
	return numberOp(op, a, b), nil
}

// numberOp applies op to two Numbers.
func numberOp(op syntax.Op, a, b heap.Value) heap.Value {
	switch op {
	case syntax.OpAdd:
		return addNumbers(a, b)
	case syntax.OpSub:
		return subNumbers(a, b)
	case syntax.OpMul:
		return mulNumbers(a, b)
	case syntax.OpDiv:
		return heap.Number(a.Float64() / b.Float64())
	case syntax.OpMod:
		return modNumbers(a, b)
	case syntax.OpExp:
		return heap.Number(Pow(a.Float64(), b.Float64()))
	}
	x, y := toInt32(a), toInt32(b)
	switch op {
	case syntax.OpBitAnd:
		return heap.Int(x & y)
	case syntax.OpBitOr:
		return heap.Int(x | y)
	case syntax.OpBitXor:
		return heap.Int(x ^ y)
	case syntax.OpShl:
		return heap.Int(x << (uint32(y) & 31))
	case syntax.OpShr:
		return heap.Int(x >> (uint32(y) & 31))
	}
	return uint32Value(uint32(x) >> (uint32(y) & 31))
}

// toInt32 is ToInt32 of a Number.
func toInt32(v heap.Value) int32 {
	if v.IsInt() {
		return v.AsInt()
	}
	return num.ToInt32(v.AsFloat())
}

func uint32Value(u uint32) heap.Value {
	if u <= math.MaxInt32 {
		return heap.Int(int32(u))
	}
	return heap.Float(float64(u))
}

// Sub implements a - b (sec-subtraction-operator-minus).
func (rt *Runtime) Sub(a, b heap.Value) (heap.Value, error) {
	if a.IsNumber() && b.IsNumber() {
		return subNumbers(a, b), nil
	}
	return rt.numericOp(syntax.OpSub, a, b)
}

func subNumbers(a, b heap.Value) heap.Value {
	if a.IsInt() && b.IsInt() {
		s := int64(a.AsInt()) - int64(b.AsInt())
		if int64(int32(s)) == s {
			return heap.Int(int32(s))
		}
		return heap.Float(float64(s))
	}
	return heap.Number(a.Float64() - b.Float64())
}

// Mul implements a * b (sec-multiplicative-operators).
func (rt *Runtime) Mul(a, b heap.Value) (heap.Value, error) {
	if a.IsNumber() && b.IsNumber() {
		return mulNumbers(a, b), nil
	}
	return rt.numericOp(syntax.OpMul, a, b)
}

func mulNumbers(a, b heap.Value) heap.Value {
	if a.IsInt() && b.IsInt() {
		p := int64(a.AsInt()) * int64(b.AsInt())
		// A zero product is -0 when exactly one factor is negative.
		if int64(int32(p)) == p && p != 0 {
			return heap.Int(int32(p))
		}
	}
	return heap.Number(a.Float64() * b.Float64())
}

// Div implements a / b (sec-multiplicative-operators).
func (rt *Runtime) Div(a, b heap.Value) (heap.Value, error) {
	if a.IsNumber() && b.IsNumber() {
		return heap.Number(a.Float64() / b.Float64()), nil
	}
	return rt.numericOp(syntax.OpDiv, a, b)
}

// Mod implements a % b (sec-multiplicative-operators).
func (rt *Runtime) Mod(a, b heap.Value) (heap.Value, error) {
	if a.IsNumber() && b.IsNumber() {
		return modNumbers(a, b), nil
	}
	return rt.numericOp(syntax.OpMod, a, b)
}

func modNumbers(a, b heap.Value) heap.Value {
	if a.IsInt() && b.IsInt() {
		x, y := a.AsInt(), b.AsInt()
		// A zero result of a negative dividend is -0.
		if y != 0 && (x > 0 || x < 0 && y != -1 && x%y != 0) {
			return heap.Int(x % y)
		}
		if x == 0 && y != 0 {
			return a
		}
	}
	return heap.Number(Mod(a.Float64(), b.Float64()))
}

// Exponentiate implements a ** b (sec-exp-operator).
func (rt *Runtime) Exponentiate(a, b heap.Value) (heap.Value, error) {
	if a.IsNumber() && b.IsNumber() {
		return heap.Number(Pow(a.Float64(), b.Float64())), nil
	}
	return rt.numericOp(syntax.OpExp, a, b)
}

// BitAnd implements a & b (sec-binary-bitwise-operators).
func (rt *Runtime) BitAnd(a, b heap.Value) (heap.Value, error) {
	if a.IsNumber() && b.IsNumber() {
		return heap.Int(toInt32(a) & toInt32(b)), nil
	}
	return rt.numericOp(syntax.OpBitAnd, a, b)
}

// BitOr implements a | b (sec-binary-bitwise-operators).
func (rt *Runtime) BitOr(a, b heap.Value) (heap.Value, error) {
	if a.IsNumber() && b.IsNumber() {
		return heap.Int(toInt32(a) | toInt32(b)), nil
	}
	return rt.numericOp(syntax.OpBitOr, a, b)
}

// BitXor implements a ^ b (sec-binary-bitwise-operators).
func (rt *Runtime) BitXor(a, b heap.Value) (heap.Value, error) {
	if a.IsNumber() && b.IsNumber() {
		return heap.Int(toInt32(a) ^ toInt32(b)), nil
	}
	return rt.numericOp(syntax.OpBitXor, a, b)
}

// ShiftLeft implements a << b (sec-left-shift-operator).
func (rt *Runtime) ShiftLeft(a, b heap.Value) (heap.Value, error) {
	if a.IsNumber() && b.IsNumber() {
		return heap.Int(toInt32(a) << (uint32(toInt32(b)) & 31)), nil
	}
	return rt.numericOp(syntax.OpShl, a, b)
}

// ShiftRight implements a >> b (sec-signed-right-shift-operator).
func (rt *Runtime) ShiftRight(a, b heap.Value) (heap.Value, error) {
	if a.IsNumber() && b.IsNumber() {
		return heap.Int(toInt32(a) >> (uint32(toInt32(b)) & 31)), nil
	}
	return rt.numericOp(syntax.OpShr, a, b)
}

// ShiftRightUnsigned implements a >>> b (sec-unsigned-right-shift-operator).
func (rt *Runtime) ShiftRightUnsigned(a, b heap.Value) (heap.Value, error) {
	if a.IsNumber() && b.IsNumber() {
		return uint32Value(uint32(toInt32(a)) >> (uint32(toInt32(b)) & 31)), nil
	}
	return rt.numericOp(syntax.OpUShr, a, b)
}

// Negate implements -v (sec-unary-minus-operator).
func (rt *Runtime) Negate(v heap.Value) (heap.Value, error) {
	v, err := rt.ToNumeric(v)
	if err != nil {
		return heap.Undefined, err
	}
	if v.IsInt() {
		if i := v.AsInt(); i != 0 && i != math.MinInt32 {
			return heap.Int(-i), nil
		}
	}
	if v.IsBigInt() {
		return rt.BigNegate(v.BigInt()), nil
	}
	return heap.Number(-v.Float64()), nil
}

// BitNot implements ~v (sec-bitwise-not-operator).
func (rt *Runtime) BitNot(v heap.Value) (heap.Value, error) {
	v, err := rt.ToNumeric(v)
	if err != nil {
		return heap.Undefined, err
	}
	if v.IsBigInt() {
		return rt.bigNot(v.BigInt())
	}
	return heap.Int(^toInt32(v)), nil
}

// Increment returns v + 1 for a v that ToNumeric has converted
// (sec-postfix-increment-operator).
func (rt *Runtime) Increment(v heap.Value) (heap.Value, error) {
	if v.IsBigInt() {
		return rt.bigAddSmall(v.BigInt(), 1)
	}
	return addNumbers(v, heap.Int(1)), nil
}

// Decrement returns v - 1 for a v that ToNumeric has converted
// (sec-postfix-decrement-operator).
func (rt *Runtime) Decrement(v heap.Value) (heap.Value, error) {
	if v.IsBigInt() {
		return rt.bigAddSmall(v.BigInt(), -1)
	}
	return subNumbers(v, heap.Int(1)), nil
}

// Typeof implements the operator typeof (sec-typeof-operator).
func (rt *Runtime) Typeof(v heap.Value) heap.Value {
	n := &rt.Heap.Names
	switch {
	case v.IsNumber():
		return n.Number
	case v.IsString():
		return n.String
	case v.IsUndefined():
		return n.Undefined
	case v.IsBool():
		return n.Boolean
	case v.IsSymbol():
		return n.Symbol
	case v.IsBigInt():
		return n.Bigint
	case v.IsObject():
		switch o := v.Object(); {
		case o.Has(heap.FlagHTMLDDA):
			return n.Undefined
		case o.IsCallable():
			return n.Function
		}
	}
	return n.Object
}

// InstanceofOperator implements v instanceof target (sec-instanceofoperator).
func (rt *Runtime) InstanceofOperator(v, target heap.Value) (bool, error) {
	if !target.IsObject() {
		return false, rt.TypeError("Right-hand side of 'instanceof' is not an object")
	}
	method, err := rt.GetMethod(target, rt.Heap.Symbols.HasInstance)
	if err != nil {
		return false, err
	}
	if method == rt.Cur.Intrinsic(FunctionProtoHasInstance).Value() {
		return rt.OrdinaryHasInstance(target, v)
	}
	if !method.IsUndefined() {
		r, err := rt.Call(method, target, v)
		return ToBoolean(r), err
	}
	if !rt.IsCallable(target) {
		return false, rt.TypeError("Right-hand side of 'instanceof' is not callable")
	}
	return rt.OrdinaryHasInstance(target, v)
}

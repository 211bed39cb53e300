package opt

import (
	"github.com/kilnjs/kiln/internal/num"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Operations on numbers, by how they are done.
var (
	intOps = map[ir.Op]Op{ir.OpAdd: OpAddInt, ir.OpSub: OpSubInt, ir.OpMul: OpMulInt, ir.OpMod: OpModInt}
	// wrapped are the same when only the result modulo 2^32 is looked at.
	wrapped  = map[ir.Op]Op{ir.OpAdd: OpAdd32, ir.OpSub: OpSub32}
	bitOps   = map[ir.Op]Op{ir.OpAnd: OpAnd, ir.OpOr: OpOr, ir.OpXor: OpXor, ir.OpShl: OpShl, ir.OpShr: OpSar, ir.OpUshr: OpShr}
	floatOps = map[ir.Op]Op{ir.OpAdd: OpAddFloat, ir.OpSub: OpSubFloat, ir.OpMul: OpMulFloat, ir.OpDiv: OpDivFloat, ir.OpMod: OpModFloat}
)

// arithmetic builds an operation on numbers.
func (b *builder) arithmetic(w way) *Value {
	in := b.in
	switch in.Op {
	case ir.OpNeg:
		if w == asInt {
			return b.fold(OpNegInt, b.int(b.operand(in.A())))
		}
		return b.fold(OpNegFloat, b.float(b.operand(in.A())))
	case ir.OpToNum:
		a := b.operand(in.A())
		if w == asInt {
			return b.int(a)
		}
		return b.float(a)
	case ir.OpBitNot:
		return b.fold(OpNot32, b.bits(b.operand(in.A())))
	case ir.OpAnd, ir.OpOr, ir.OpXor, ir.OpShl, ir.OpShr, ir.OpUshr:
		return b.bitwise()
	}
	x, y := b.operand(in.A()), b.operand(in.B())
	if w == asInt {
		op := intOps[in.Op]
		if in.Wraps {
			op = wrapped[in.Op]
		}
		return b.fold(op, b.int(x), b.int(y))
	}
	return b.fold(floatOps[in.Op], b.float(x), b.float(y))
}

// bitwise builds an operation on the bits of numbers.
func (b *builder) bitwise() *Value {
	in := b.in
	r := b.fold(bitOps[in.Op], b.bits(b.operand(in.A())), b.bits(b.operand(in.B())))
	if in.Op != ir.OpUshr {
		return r
	}
	if in.Seen&ir.Double != 0 {
		return b.fold(OpFloatOfUint, r)
	}
	if r.Range.Lo >= 0 {
		return r
	}
	return b.fold(OpCheckUnsigned, r)
}

// bits is ToInt32 of a number: of an int itself; a double is truncated.
func (b *builder) bits(v *Value) *Value {
	if i := b.known(v, Int32); i != nil {
		return i
	}
	if c, ok := v.Constant(); ok && c.IsNumber() {
		return b.intConstant(num.ToInt32(c.Float64()))
	}
	if b.now.typeOf(v) == ir.Int || v.Rep != Float64 && b.in.Seen&ir.Double == 0 && b.now.typeOf(v)&ir.Int != 0 {
		return b.int(v)
	}
	return b.fold(OpTruncate, b.float(v))
}

// comparison builds the flag of a comparison.
func (b *builder) compareFlag(w way) *Value {
	in := b.in
	cond := in.Cond()
	x, y := b.operand(in.A()), b.operand(in.B())
	switch w {
	case asInt:
		return b.compare(OpCmpInt, cond, b.int(x), b.int(y))
	case asDouble:
		return b.compare(OpCmpFloat, cond, b.float(x), b.float(y))
	case byBool, byWord:
		if w == byBool {
			b.narrow(x, ir.Bool)
			b.narrow(y, ir.Bool)
		}
		f := b.fold(OpSame, b.tagged(x), b.tagged(y))
		if cond == syntax.OpStrictNE || cond == syntax.OpNE {
			return b.fold(OpFlagNot, f)
		}
		return f
	case byNil:
		f := b.g.newValue(OpIsNil, b.tagged(x))
		if !b.isNilConstant(in.B()) {
			f.Args[0] = b.tagged(y)
		}
		f.Index = 1
		b.append(f)
		if cond == syntax.OpNE {
			return b.fold(OpFlagNot, f)
		}
		return f
	}
	panic("opt: a comparison without a way")
}

func (b *builder) compare(op Op, cond syntax.Op, x, y *Value) *Value {
	v := b.g.newValue(op, x, y)
	v.Cond = cond
	return b.pure(v)
}

// fold appends an operation on values, unless its result is known.
func (b *builder) fold(op Op, args ...*Value) *Value {
	return b.pure(b.g.newValue(op, args...))
}

// pure appends a value that depends on its arguments only, unless its result is known.
func (b *builder) pure(v *Value) *Value {
	if k := b.simplify(v); k != nil {
		return k
	}
	if v.Rep == Flag {
		return b.append(v) // it is at hand only where it was made
	}
	e := expr{op: v.Op, a: v.Args[0]}
	if len(v.Args) > 1 {
		e.b = v.Args[1]
	}
	if k := b.now.exprs[e]; k != nil {
		return k
	}
	b.now.exprs[e] = v
	return b.append(v)
}

// checkShortcut leaves when the callee of the current operation, a shortcut, is not the function that
// it stands for.
func (b *builder) checkShortcut() {
	callee := b.g.newValue(OpCheckValue, b.tagged(b.operand(b.in.Args[2])))
	callee.Bits = uint64(b.in.Call().Callee)
	if c, ok := callee.Args[0].Constant(); !ok || c != b.in.Call().Callee {
		b.append(callee)
	}
}

// shortcut builds the call of a built-in function that machine code does itself.
func (b *builder) shortcut() *Value {
	in := b.in
	call := in.Call()
	b.checkShortcut()
	switch s := call.Shortcut; s {
	case object.ShortcutSqrt:
		return b.fold(OpSqrt, b.float(b.operand(in.A())))
	case object.ShortcutPow: // a square
		x := b.float(b.operand(in.A()))
		return b.fold(OpMulFloat, x, x)
	case object.ShortcutFround:
		return b.fold(OpRoundToFloat32, b.float(b.operand(in.A())))
	case object.ShortcutImul:
		return b.fold(OpMul32, b.bits(b.operand(in.A())), b.bits(b.operand(in.B())))
	case object.ShortcutClz32:
		return b.fold(OpClz, b.bits(b.operand(in.A())))
	case object.ShortcutFloor, object.ShortcutCeil, object.ShortcutTrunc, object.ShortcutRound:
		a := b.operand(in.A())
		if b.known(a, Int32) != nil || b.now.typeOf(a) == ir.Int {
			return b.int(a)
		}
		v := b.g.newValue(OpRound, b.float(a))
		v.Index = int32(s)
		return b.append(v)
	case object.ShortcutAbs:
		a := b.operand(in.A())
		if b.now.typeOf(a) == ir.Int {
			return b.fold(OpAbsInt, b.int(a))
		}
		return b.fold(OpAbsFloat, b.float(a))
	case object.ShortcutMin, object.ShortcutMax:
		x, y := b.operand(in.A()), b.operand(in.B())
		ints := b.now.typeOf(x) == ir.Int && b.now.typeOf(y) == ir.Int
		switch {
		case ints && s == object.ShortcutMin:
			return b.fold(OpMinInt, b.int(x), b.int(y))
		case ints:
			return b.fold(OpMaxInt, b.int(x), b.int(y))
		case s == object.ShortcutMin:
			return b.fold(OpMinFloat, b.float(x), b.float(y))
		}
		return b.fold(OpMaxFloat, b.float(x), b.float(y))
	case object.ShortcutCharCodeAt:
		return b.add(OpCodeUnit, b.tagged(b.operand(in.Args[3])), b.int(b.operand(in.A())))
	case object.ShortcutPush:
		r := b.g.newValue(OpAppend, b.object(b.operand(in.Args[3])), b.tagged(b.operand(in.A())))
		r.In, r.Range = in, rangeOf(r)
		b.append(r)
		b.now.forget(OpAppend.Row().Writes)
		return r
	}
	panic("opt: shortcut without an operation")
}

package interp

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// register returns the value of an expression that is just an initialised
// register, and heap.Empty for any other.
func (x *frame) register(e syntax.Expr) heap.Value {
	if id, ok := e.(*syntax.Ident); ok && id.Kind == syntax.RefReg {
		if v := x.r[id.Index]; v != heap.TDZ {
			return v
		}
	}
	return heap.Empty
}

// operands evaluates both operands of a binary operator.
func (x *frame) operands(left, right syntax.Expr) (a, b heap.Value, err error) {
	if a = x.register(left); a == heap.Empty {
		if a, err = x.eval(left); err != nil {
			return a, b, err
		}
	}
	if lit, ok := right.(*syntax.NumberLit); ok {
		return a, number(lit.Value), nil
	}
	if b = x.register(right); b != heap.Empty {
		return a, b, nil
	}
	if !a.IsCellPointer() {
		b, err = x.eval(right)
		return a, b, err
	}
	x.r[x.sp] = a
	x.sp++
	b, err = x.eval(right)
	x.sp--
	return x.r[x.sp], b, err
}

func (x *frame) binary(n *syntax.BinaryExpr) (heap.Value, error) {
	a, b, err := x.operands(n.Left, n.Right)
	if err != nil {
		return heap.Undefined, err
	}
	return x.binaryOp(n.Op, n.From, a, b)
}

// binaryOp applies a binary operator: numbers here, all else in package object.
func (x *frame) binaryOp(op syntax.Op, at syntax.Pos, a, b heap.Value) (heap.Value, error) {
	if a.IsInt() && b.IsInt() {
		i, j := a.AsInt(), b.AsInt()
		switch op {
		case syntax.OpAdd:
			s := int64(i) + int64(j)
			if s == int64(int32(s)) {
				return heap.Int(int32(s)), nil
			}
			return heap.Float(float64(s)), nil
		case syntax.OpSub:
			s := int64(i) - int64(j)
			if s == int64(int32(s)) {
				return heap.Int(int32(s)), nil
			}
			return heap.Float(float64(s)), nil
		case syntax.OpMul:
			if p := int64(i) * int64(j); p != 0 && p == int64(int32(p)) {
				return heap.Int(int32(p)), nil
			}
		case syntax.OpMod:
			if i >= 0 && j > 0 {
				return heap.Int(i % j), nil
			}
		case syntax.OpBitAnd:
			return heap.Int(i & j), nil
		case syntax.OpBitOr:
			return heap.Int(i | j), nil
		case syntax.OpBitXor:
			return heap.Int(i ^ j), nil
		case syntax.OpShl:
			return heap.Int(i << (uint32(j) & 31)), nil
		case syntax.OpShr:
			return heap.Int(i >> (uint32(j) & 31)), nil
		case syntax.OpUShr:
			if u := uint32(i) >> (uint32(j) & 31); u <= 1<<31-1 {
				return heap.Int(int32(u)), nil
			}
		case syntax.OpLT:
			return heap.Bool(i < j), nil
		case syntax.OpGT:
			return heap.Bool(i > j), nil
		case syntax.OpLE:
			return heap.Bool(i <= j), nil
		case syntax.OpGE:
			return heap.Bool(i >= j), nil
		case syntax.OpEq, syntax.OpStrictEq:
			return heap.Bool(i == j), nil
		case syntax.OpNE, syntax.OpStrictNE:
			return heap.Bool(i != j), nil
		}
	}
	if a.IsNumber() && b.IsNumber() {
		f, g := a.Float64(), b.Float64()
		switch op {
		case syntax.OpAdd:
			return heap.Number(f + g), nil
		case syntax.OpSub:
			return heap.Number(f - g), nil
		case syntax.OpMul:
			return heap.Number(f * g), nil
		case syntax.OpDiv:
			return heap.Number(f / g), nil
		}
	}
	if op >= syntax.OpLT && op <= syntax.OpInstanceof {
		r, err := x.compare(op, at, a, b)
		return heap.Bool(r), err
	}
	x.pos(at)
	x.spill(a, b)
	return x.rt.Arith(op, a, b)
}

// compare applies a relational or equality operator, `in` or `instanceof`.
func (x *frame) compare(op syntax.Op, at syntax.Pos, a, b heap.Value) (bool, error) {
	if a.IsNumber() && b.IsNumber() {
		f, g := a.Float64(), b.Float64()
		switch op {
		case syntax.OpLT:
			return f < g, nil
		case syntax.OpGT:
			return f > g, nil
		case syntax.OpLE:
			return f <= g, nil
		case syntax.OpGE:
			return f >= g, nil
		case syntax.OpEq, syntax.OpStrictEq:
			return f == g, nil
		case syntax.OpNE, syntax.OpStrictNE:
			return f != g, nil
		}
	}
	switch op {
	case syntax.OpStrictEq:
		return x.rt.IsStrictlyEqual(a, b), nil
	case syntax.OpStrictNE:
		return !x.rt.IsStrictlyEqual(a, b), nil
	}
	x.pos(at)
	x.spill(a, b)
	switch op {
	case syntax.OpIn:
		return x.rt.HasIn(a, b)
	case syntax.OpInstanceof:
		return x.rt.InstanceofOperator(a, b)
	}
	return x.rt.Compare(op, a, b)
}

// cond evaluates a condition. It makes no boolean where none is needed.
func (x *frame) cond(e syntax.Expr) (bool, error) {
	switch n := e.(type) {
	case *syntax.BinaryExpr:
		if n.Op < syntax.OpLT || n.Op > syntax.OpInstanceof {
			break
		}
		a, b, err := x.operands(n.Left, n.Right)
		if err != nil {
			return false, err
		}
		if a.IsInt() && b.IsInt() {
			i, j := a.AsInt(), b.AsInt()
			switch n.Op {
			case syntax.OpLT:
				return i < j, nil
			case syntax.OpGT:
				return i > j, nil
			case syntax.OpLE:
				return i <= j, nil
			case syntax.OpGE:
				return i >= j, nil
			case syntax.OpEq, syntax.OpStrictEq:
				return i == j, nil
			case syntax.OpNE, syntax.OpStrictNE:
				return i != j, nil
			}
		}
		return x.compare(n.Op, n.From, a, b)
	case *syntax.LogicalExpr:
		if n.Op == syntax.OpNullish {
			break
		}
		b, err := x.cond(n.Left)
		if err != nil || b == (n.Op == syntax.OpOr) {
			return b, err
		}
		return x.cond(n.Right)
	case *syntax.UnaryExpr:
		if n.Op != syntax.OpNot {
			break
		}
		b, err := x.cond(n.X)
		return !b, err
	}
	v, err := x.eval(e)
	if err != nil {
		return false, err
	}
	return truthy(v), nil
}

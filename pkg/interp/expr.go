package interp

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// eval evaluates an expression that contains no yield or await of this
// function. The result is heap.Empty only for a link of an optional chain that
// ended early.
func (x *frame) eval(e syntax.Expr) (heap.Value, error) {
	switch n := e.(type) {
	case *syntax.Ident:
		if n.Kind == syntax.RefReg {
			if v := x.r[n.Index]; v != heap.TDZ {
				return v, nil
			}
		}
		return x.ident(n)
	case *syntax.NumberLit:
		return number(n.Value), nil
	case *syntax.StringLit:
		return x.constString(n.Site, n.Value), nil
	case *syntax.MemberExpr:
		base, err := x.eval(n.Object)
		if err != nil {
			return base, err
		}
		return x.member(n, base)
	case *syntax.CallExpr:
		return x.call(n)
	case *syntax.BinaryExpr:
		return x.binary(n)
	case *syntax.IndexExpr:
		return x.index(n)
	case *syntax.AssignExpr:
		return x.assign(n)
	case *syntax.CompoundAssign:
		return x.compoundAssign(n)
	case *syntax.UpdateExpr:
		return x.update(n)
	case *syntax.ThisExpr:
		return x.loadThis(&n.Use)
	case *syntax.LogicalExpr:
		return x.logical(n)
	case *syntax.CondExpr:
		b, err := x.cond(n.Test)
		if err != nil {
			return heap.Undefined, err
		}
		if b {
			return x.eval(n.Then)
		}
		return x.eval(n.Else)
	case *syntax.UnaryExpr:
		return x.unary(n)
	case *syntax.FunctionLit:
		x.pos(n.From)
		return x.closure(n.Func), nil
	case *syntax.ObjectLit:
		return x.objectLit(n)
	case *syntax.ArrayLit:
		return x.arrayLit(n)
	case *syntax.NewExpr:
		return x.newExpr(n)
	}
	return x.evalRare(e)
}

// evalRare evaluates the expressions that are seldom hot.
func (x *frame) evalRare(e syntax.Expr) (heap.Value, error) {
	switch n := e.(type) {
	case *syntax.NullLit:
		return heap.Null, nil
	case *syntax.BoolLit:
		return heap.Bool(n.Value), nil
	case *syntax.BigIntLit:
		return x.constBigInt(n)
	case *syntax.RegExpLit:
		return x.regExp(n)
	case *syntax.TemplateLit:
		return x.template(n)
	case *syntax.TaggedTemplate:
		return x.taggedTemplate(n)
	case *syntax.TypeofExpr:
		return x.typeof(n)
	case *syntax.DeleteExpr:
		return x.delete(n)
	case *syntax.PrivateIn:
		return x.privateIn(n)
	case *syntax.LogicalAssign:
		return x.logicalAssign(n)
	case *syntax.SequenceExpr:
		return x.sequence(n)
	case *syntax.PrivateMember:
		base, err := x.eval(n.Object)
		if err != nil {
			return base, err
		}
		return x.privateMember(n, base)
	case *syntax.SuperMember:
		return x.superMember(n)
	case *syntax.SuperIndex:
		return x.superIndex(n)
	case *syntax.OptionalChain:
		v, err := x.eval(n.X)
		if v == heap.Empty {
			v = heap.Undefined
		}
		return v, err
	case *syntax.SuperCall:
		return x.superCall(n)
	case *syntax.ImportCall:
		return x.importCall(n)
	case *syntax.ImportMeta:
		x.pos(n.From)
		return x.rt.ImportMeta(x.code)
	case *syntax.NewTarget:
		return x.load(&n.Use, "new.target")
	case *syntax.ClassLit:
		return x.class(n, heap.Empty)
	}
	panic("interp: unknown expression")
}

// void evaluates an expression whose value nobody needs.
func (x *frame) void(e syntax.Expr) error {
	if n, ok := e.(*syntax.UpdateExpr); ok {
		return x.step(n)
	}
	_, err := x.eval(e)
	return err
}

func (x *frame) sequence(n *syntax.SequenceExpr) (heap.Value, error) {
	last := len(n.Exprs) - 1
	for _, e := range n.Exprs[:last] {
		if err := x.void(e); err != nil {
			return heap.Undefined, err
		}
	}
	return x.eval(n.Exprs[last])
}

func (x *frame) logical(n *syntax.LogicalExpr) (heap.Value, error) {
	v, err := x.eval(n.Left)
	if err != nil || !takesRight(n.Op, v) {
		return v, err
	}
	return x.eval(n.Right)
}

// takesRight reports whether a logical operator goes on to its right operand
// when the left one is v.
func takesRight(op syntax.Op, v heap.Value) bool {
	switch op {
	case syntax.OpAnd:
		return truthy(v)
	case syntax.OpOr:
		return !truthy(v)
	}
	return v.IsNullish()
}

// truthy is ToBoolean.
func truthy(v heap.Value) bool {
	if v == heap.True {
		return true
	}
	if v == heap.False || v == heap.Undefined {
		return false
	}
	return object.ToBoolean(v)
}

func (x *frame) unary(n *syntax.UnaryExpr) (heap.Value, error) {
	if n.Op == syntax.OpNot {
		b, err := x.cond(n.X)
		return heap.Bool(!b), err
	}
	v, err := x.eval(n.X)
	if err != nil {
		return v, err
	}
	return x.unaryOp(n, v)
}

func (x *frame) unaryOp(n *syntax.UnaryExpr, v heap.Value) (heap.Value, error) {
	switch n.Op {
	case syntax.OpMinus:
		if v.IsFloat() {
			return heap.Number(-v.AsFloat()), nil
		}
		x.pos(n.From)
		x.spill(v, heap.Undefined)
		return x.rt.Negate(v)
	case syntax.OpPlus:
		if v.IsNumber() {
			return v, nil
		}
		x.pos(n.From)
		x.spill(v, heap.Undefined)
		return x.rt.ToNumberValue(v)
	case syntax.OpBitNot:
		if v.IsInt() {
			return heap.Int(^v.AsInt()), nil
		}
		x.pos(n.From)
		x.spill(v, heap.Undefined)
		return x.rt.BitNot(v)
	case syntax.OpNot:
		return heap.Bool(!truthy(v)), nil
	}
	return heap.Undefined, nil // void
}

func (x *frame) typeof(n *syntax.TypeofExpr) (heap.Value, error) {
	if id, ok := n.X.(*syntax.Ident); ok {
		return x.typeofName(id)
	}
	v, err := x.eval(n.X)
	if err != nil {
		return v, err
	}
	return x.rt.Typeof(v), nil
}

// delete implements sec-delete-operator.
func (x *frame) delete(n *syntax.DeleteExpr) (heap.Value, error) {
	switch t := n.X.(type) {
	case *syntax.Ident:
		return x.deleteName(t)
	case *syntax.MemberExpr:
		base, err := x.eval(t.Object)
		if err != nil || base == heap.Empty {
			return base, err
		}
		if t.Optional && base.IsNullish() {
			return heap.Empty, nil
		}
		return x.deleteKey(n, base, x.memberKey(&x.rec.caches[t.Site], t.Name))
	case *syntax.IndexExpr:
		base, err := x.eval(t.Object)
		if err != nil || base == heap.Empty {
			return base, err
		}
		if t.Optional && base.IsNullish() {
			return heap.Empty, nil
		}
		x.push(base)
		key, err := x.eval(t.Index)
		base = x.pop()
		if err != nil {
			return key, err
		}
		x.pos(n.From)
		x.spill(base, key)
		ok, err := x.rt.DeleteElem(base, key, n.Strict)
		return heap.Bool(ok), err
	case *syntax.SuperMember:
		return heap.Undefined, x.deleteSuper(n, &t.This)
	case *syntax.SuperIndex:
		if err := x.needThis(&t.This); err != nil {
			return heap.Undefined, err
		}
		if _, err := x.eval(t.Index); err != nil {
			return heap.Undefined, err
		}
		return heap.Undefined, x.deleteSuper(n, &t.This)
	case *syntax.OptionalChain:
		inner := syntax.DeleteExpr{Span: n.Span, X: t.X, Strict: n.Strict}
		v, err := x.delete(&inner)
		if v == heap.Empty {
			v = heap.True
		}
		return v, err
	}
	if _, err := x.eval(n.X); err != nil {
		return heap.Undefined, err
	}
	return heap.True, nil
}

func (x *frame) deleteKey(n *syntax.DeleteExpr, base, key heap.Value) (heap.Value, error) {
	x.pos(n.From)
	x.spill(base, key)
	ok, err := x.rt.DeleteMember(base, key, n.Strict)
	return heap.Bool(ok), err
}

// deleteSuper is `delete super.x`: always a ReferenceError, after the check that
// this is initialised.
func (x *frame) deleteSuper(n *syntax.DeleteExpr, this *syntax.Use) error {
	if err := x.needThis(this); err != nil {
		return err
	}
	x.pos(n.From)
	return x.rt.ReferenceError("Unsupported reference to 'super'")
}

func (x *frame) privateIn(n *syntax.PrivateIn) (heap.Value, error) {
	v, err := x.eval(n.Right)
	if err != nil {
		return v, err
	}
	return x.privateInValue(n, v)
}

func (x *frame) privateInValue(n *syntax.PrivateIn, v heap.Value) (heap.Value, error) {
	name, err := x.load(&n.Private, n.Name)
	if err != nil {
		return name, err
	}
	x.pos(n.From)
	x.spill(v, name)
	has, err := x.rt.PrivateHas(v, name, nil)
	return heap.Bool(has), err
}

func (x *frame) importCall(n *syntax.ImportCall) (heap.Value, error) {
	spec, err := x.eval(n.Specifier)
	if err != nil {
		return spec, err
	}
	options := heap.Undefined
	if n.Options != nil {
		x.push(spec)
		options, err = x.eval(n.Options)
		spec = x.pop()
		if err != nil {
			return options, err
		}
	}
	return x.importWith(n, spec, options)
}

func (x *frame) importWith(n *syntax.ImportCall, spec, options heap.Value) (heap.Value, error) {
	x.pos(n.From)
	x.spill(spec, options)
	return x.rt.ImportCall(x.code, spec, options, n.Phase)
}

package interp

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// A simple target whose parts have been evaluated keeps them in two words of
// the frame, starting at an index called at:
//
//	Ident (dynamic)  the object that holds the name, or Empty    –
//	MemberExpr       base                                        –
//	IndexExpr        base                                        key
//	PrivateMember    base                                        private name
//	SuperMember      prototype of the home object                –
//	SuperIndex       prototype of the home object                key
const targetWords = 2

// openTarget evaluates the parts of a simple target and stores them at the
// operand pointer, which it advances by targetWords.
func (x *frame) openTarget(p syntax.Pattern) error {
	at := x.sp
	x.r[at], x.r[at+1] = heap.Undefined, heap.Undefined
	var err error
	switch t := p.(type) {
	case *syntax.Ident:
		err = x.openName(t, at)
	case *syntax.MemberExpr:
		x.r[at], err = x.eval(t.Object)
	case *syntax.IndexExpr:
		if x.r[at], err = x.eval(t.Object); err == nil {
			x.sp = at + 1
			x.r[at+1], err = x.eval(t.Index)
			x.sp = at
		}
	case *syntax.PrivateMember:
		if x.r[at], err = x.eval(t.Object); err == nil {
			x.r[at+1], err = x.load(&t.Private, t.Name)
		}
	case *syntax.SuperMember:
		err = x.openSuper(&t.Home, &t.This, at)
	case *syntax.SuperIndex:
		if err = x.needThis(&t.This); err == nil {
			if x.r[at+1], err = x.eval(t.Index); err == nil {
				err = x.openSuper(&t.Home, &t.This, at)
			}
		}
	case *syntax.CallExpr:
		if _, err = x.eval(t); err == nil {
			err = x.badTarget(t)
		}
	}
	x.sp = at + targetWords
	return err
}

// badTarget is the error for a call that is assigned to.
func (x *frame) badTarget(t *syntax.CallExpr) error {
	x.pos(t.From)
	return x.rt.ReferenceError("Invalid left-hand side in assignment")
}

// openName finds the object that holds a dynamic name.
func (x *frame) openName(t *syntax.Ident, at int) error {
	if t.Kind != syntax.RefDynamic && t.Kind != syntax.RefGlobal {
		return nil
	}
	x.pos(t.From)
	var err error
	if t.Kind == syntax.RefDynamic {
		x.r[at], err = x.rt.ResolveDynamic(x.code, x.fp, &x.fn.Dynamic[t.Index], t.Name)
	} else if t.Has(syntax.RefStrict) && !t.Has(syntax.RefInit) {
		c := &x.rec.caches[t.Index]
		x.r[at], err = x.rt.ResolveGlobal(x.code, x.memberKey(c, t.Name))
	}
	return err
}

// openSuper stores the object where a super property is looked up.
func (x *frame) openSuper(home, this *syntax.Use, at int) error {
	fn, _, err := x.superBase(home, this)
	if err != nil {
		return err
	}
	x.r[at], err = x.rt.SuperBase(fn.Object())
	return err
}

// getTarget reads the target whose parts are at at. The key of an IndexExpr is
// converted to a property key there, once.
func (x *frame) getTarget(p syntax.Pattern, at int) (heap.Value, error) {
	switch t := p.(type) {
	case *syntax.Ident:
		if t.Kind == syntax.RefDynamic {
			x.pos(t.From)
			return x.rt.GetResolved(x.code, x.fp, x.r[at], &x.fn.Dynamic[t.Index], t.Name, t.Has(syntax.RefStrict))
		}
		return x.ident(t)
	case *syntax.MemberExpr:
		return x.member(t, x.r[at])
	case *syntax.IndexExpr:
		if err := x.targetKey(t, at); err != nil {
			return heap.Undefined, err
		}
		return x.element(t, x.r[at], x.r[at+1])
	case *syntax.PrivateMember:
		x.pos(t.From)
		return x.rt.PrivateGet(x.r[at], x.r[at+1])
	case *syntax.SuperMember:
		this, err := x.loadThis(&t.This)
		if err != nil {
			return this, err
		}
		x.pos(t.From)
		return x.rt.GetSuper(x.r[at], x.constKey(t.Site, t.Name), this)
	case *syntax.SuperIndex:
		this, err := x.loadThis(&t.This)
		if err != nil {
			return this, err
		}
		x.pos(t.From)
		key, err := x.rt.ToPropertyKey(x.r[at+1])
		if err != nil {
			return heap.Undefined, err
		}
		x.r[at+1] = x.rt.KeyToValue(key)
		return x.rt.GetSuper(x.r[at], key, this)
	}
	return heap.Undefined, nil
}

// targetKey converts the key of an index target whose value is about to be
// read, unless the read will fail because of its base.
func (x *frame) targetKey(t *syntax.IndexExpr, at int) error {
	base, key := x.r[at], x.r[at+1]
	if key.IsInt() || key.IsString() || key.IsSymbol() || base.IsNullish() {
		return nil
	}
	x.pos(t.From)
	k, err := x.rt.ToPropertyKey(key)
	if err == nil {
		x.r[at+1] = x.rt.KeyToValue(k)
	}
	return err
}

// putTarget stores v into the target whose parts are at at.
func (x *frame) putTarget(p syntax.Pattern, at int, v heap.Value) error {
	switch t := p.(type) {
	case *syntax.Ident:
		if t.Kind == syntax.RefDynamic {
			x.pos(t.From)
			x.spill(v, heap.Undefined)
			return x.rt.SetResolved(x.code, x.fp, x.r[at], &x.fn.Dynamic[t.Index], t.Name, v, t.Has(syntax.RefStrict))
		}
		if t.Kind == syntax.RefGlobal && x.r[at] == heap.False {
			x.pos(t.From)
			return x.rt.NotDefined(t.Name)
		}
		return x.storeIdent(t, v)
	case *syntax.MemberExpr:
		return x.setMember(t, &x.rec.caches[t.Site], x.r[at], v)
	case *syntax.IndexExpr:
		return x.setElement(t, x.r[at], x.r[at+1], v)
	case *syntax.PrivateMember:
		x.pos(t.From)
		x.spill(v, heap.Undefined)
		return x.rt.PrivateSet(x.r[at], x.r[at+1], v)
	case *syntax.SuperMember:
		this, err := x.loadThis(&t.This)
		if err != nil {
			return err
		}
		x.pos(t.From)
		x.spill(v, this)
		return x.rt.SetSuper(x.r[at], x.constKey(t.Site, t.Name), v, this, x.strict())
	case *syntax.SuperIndex:
		this, err := x.loadThis(&t.This)
		if err != nil {
			return err
		}
		x.pos(t.From)
		x.spill(v, this)
		key, err := x.rt.ToPropertyKey(x.r[at+1])
		if err != nil {
			return err
		}
		return x.rt.SetSuper(x.r[at], key, v, this, x.strict())
	}
	return nil
}

// strict reports whether the running code is strict.
func (x *frame) strict() bool { return x.fn.Strict || x.inClass > 0 }

// setMember stores v into base.Name at the site with cache c.
func (x *frame) setMember(n *syntax.MemberExpr, c *cache, base, v heap.Value) error {
	if base.IsObject() {
		o := base.Object()
		if o.ShapeID() == c.ic.Shape && (c.ic.Kind == object.ICOwn || c.ic.Kind == object.ICOwnOverflow) {
			if heap.Checked {
				key := x.memberKey(c, n.Name)
				x.failed("a store", key, x.rt.VerifyWrite(o, key, &c.ic.ICEntry))
			}
			x.h.SetSlotAt(o, c.ic.Offset, v)
			return nil
		}
	}
	x.pos(n.From)
	x.spill(base, v)
	return x.rt.SetMemberIC(base, x.memberKey(c, n.Name), v, x.strict(), &c.ic)
}

// setElement stores v into base[key].
func (x *frame) setElement(n *syntax.IndexExpr, base, key, v heap.Value) error {
	if key.IsInt() && base.IsObject() {
		o, i := base.Object(), key.AsInt()
		if e := o.Dense(); uint(i) < uint(len(e)) && e[i] != heap.Hole {
			if heap.Checked {
				x.failed("a store of an element", key, x.rt.VerifyStoreElement(o, uint32(i)))
			}
			x.h.SetElement(o, uint32(i), v)
			return nil
		}
	}
	x.pos(n.From)
	x.spill(base, key)
	x.r[x.sp+2] = v
	return x.rt.SetElem(base, key, v, x.strict())
}

// assign evaluates `Target = Value`.
func (x *frame) assign(n *syntax.AssignExpr) (heap.Value, error) {
	switch t := n.Target.(type) {
	case *syntax.Ident:
		if t.Kind == syntax.RefDynamic || t.Kind == syntax.RefGlobal {
			break
		}
		v, err := x.eval(n.Value)
		if err != nil {
			return v, err
		}
		return v, x.storeIdent(t, v)
	case *syntax.MemberExpr:
		base, err := x.eval(t.Object)
		if err != nil {
			return base, err
		}
		x.push(base)
		v, err := x.eval(n.Value)
		base = x.pop()
		if err != nil {
			return v, err
		}
		return v, x.setMember(t, &x.rec.caches[t.Site], base, v)
	case *syntax.IndexExpr:
		return x.assignIndex(n, t)
	case *syntax.ArrayPattern, *syntax.ObjectPattern:
		v, err := x.eval(n.Value)
		if err != nil {
			return v, err
		}
		x.push(v)
		err = x.destructure(n.Target, v)
		return x.pop(), err
	}
	at := x.sp
	err := x.openTarget(n.Target)
	v := heap.Undefined
	if err == nil {
		if v, err = x.eval(n.Value); err == nil {
			x.push(v)
			err = x.putTarget(n.Target, at, v)
			v = x.pop()
		}
	}
	x.sp = at
	return v, err
}

func (x *frame) assignIndex(n *syntax.AssignExpr, t *syntax.IndexExpr) (heap.Value, error) {
	base, err := x.eval(t.Object)
	if err != nil {
		return base, err
	}
	at := x.sp
	x.push(base)
	key, err := x.eval(t.Index)
	if err == nil {
		x.push(key)
		var v heap.Value
		if v, err = x.eval(n.Value); err == nil {
			x.sp = at
			return v, x.setElement(t, x.r[at], x.r[at+1], v)
		}
	}
	x.sp = at
	return heap.Undefined, err
}

// compoundAssign evaluates `Target Op= Value`.
func (x *frame) compoundAssign(n *syntax.CompoundAssign) (heap.Value, error) {
	if t, ok := n.Target.(*syntax.Ident); ok && t.Kind != syntax.RefDynamic {
		old, b, err := x.operands(t, n.Value)
		if err != nil {
			return old, err
		}
		v, err := x.binaryOp(n.Op, n.From, old, b)
		if err != nil {
			return v, err
		}
		return v, x.storeSecond(t, v)
	}
	at := x.sp
	v, err := heap.Undefined, x.openTarget(n.Target)
	if err == nil {
		v, err = x.compoundAt(n, at)
	}
	x.sp = at
	return v, err
}

// compoundAt is the rest of a compound assignment whose target is open at at.
func (x *frame) compoundAt(n *syntax.CompoundAssign, at int) (heap.Value, error) {
	old, err := x.getTarget(n.Target, at)
	if err != nil {
		return old, err
	}
	x.push(old)
	b, err := x.eval(n.Value)
	old = x.pop()
	if err != nil {
		return b, err
	}
	return x.combine(n, at, old, b)
}

// combine stores old Op b into the target that is open at at.
func (x *frame) combine(n *syntax.CompoundAssign, at int, old, b heap.Value) (heap.Value, error) {
	v, err := x.binaryOp(n.Op, n.From, old, b)
	if err != nil {
		return v, err
	}
	return x.putSecond(n.Target, at, v)
}

// putSecond stores v into a target that has been read, and returns v. The
// store has caches of its own: a site that reads may have cached what cannot
// be written.
func (x *frame) putSecond(p syntax.Pattern, at int, v heap.Value) (heap.Value, error) {
	x.push(v)
	var err error
	switch t := p.(type) {
	case *syntax.MemberExpr:
		err = x.setMember(t, &x.rec.caches[t.Site+1], x.r[at], v)
	case *syntax.Ident:
		if t.Kind == syntax.RefDynamic {
			err = x.putTarget(p, at, v)
		} else {
			err = x.storeSecond(t, v)
		}
	default:
		err = x.putTarget(p, at, v)
	}
	return x.pop(), err
}

// storeSecond is storeIdent for a name that has been read by the same node.
func (x *frame) storeSecond(t *syntax.Ident, v heap.Value) error {
	if t.Kind != syntax.RefGlobal {
		return x.storeIdent(t, v)
	}
	return x.storeGlobal(&t.Use, &x.rec.caches[t.Index+1], t.Name, v)
}

// logicalAssign evaluates `Target &&= Value` and its kind.
func (x *frame) logicalAssign(n *syntax.LogicalAssign) (heap.Value, error) {
	at := x.sp
	v, err := heap.Undefined, x.openTarget(n.Target)
	if err == nil {
		v, err = x.getTarget(n.Target, at)
		if err == nil && takesRight(n.Op, v) {
			if v, err = x.eval(n.Value); err == nil {
				v, err = x.putSecond(n.Target, at, v)
			}
		}
	}
	x.sp = at
	return v, err
}

// step evaluates `++` or `--` whose value nobody needs.
func (x *frame) step(n *syntax.UpdateExpr) error {
	if t, ok := n.X.(*syntax.Ident); ok && t.Kind == syntax.RefReg && t.Flags&syntax.RefImmutable == 0 {
		p := &x.r[t.Index]
		if v := *p; v.IsInt() {
			i := v.AsInt()
			if n.Op == syntax.OpAdd && i != 1<<31-1 {
				*p = heap.Int(i + 1)
				return nil
			}
			if n.Op == syntax.OpSub && i != -1<<31 {
				*p = heap.Int(i - 1)
				return nil
			}
		}
	}
	_, err := x.update(n)
	return err
}

// update evaluates `++` or `--`.
func (x *frame) update(n *syntax.UpdateExpr) (heap.Value, error) {
	if t, ok := n.X.(*syntax.Ident); ok && t.Kind != syntax.RefDynamic {
		old, err := x.ident(t)
		if err != nil {
			return old, err
		}
		old, v, err := x.bump(n, old)
		if err != nil {
			return v, err
		}
		if !n.Prefix {
			x.push(old)
			err = x.storeSecond(t, v)
			return x.pop(), err
		}
		return v, x.storeSecond(t, v)
	}
	at := x.sp
	v, err := heap.Undefined, x.openTarget(n.X)
	if err == nil {
		v, err = x.updateAt(n, at)
	}
	x.sp = at
	return v, err
}

// updateAt is the rest of an update whose target is open at at.
func (x *frame) updateAt(n *syntax.UpdateExpr, at int) (heap.Value, error) {
	old, err := x.getTarget(n.X, at)
	if err != nil {
		return old, err
	}
	old, v, err := x.bump(n, old)
	if err != nil {
		return v, err
	}
	x.push(old)
	v, err = x.putSecond(n.X, at, v)
	old = x.pop()
	if n.Prefix {
		return v, err
	}
	return old, err
}

// bump converts the old value of an update to a number and adds to it.
func (x *frame) bump(n *syntax.UpdateExpr, v heap.Value) (old, new heap.Value, err error) {
	if v.IsInt() {
		i := int64(v.AsInt())
		if n.Op == syntax.OpAdd {
			i++
		} else {
			i--
		}
		if i == int64(int32(i)) {
			return v, heap.Int(int32(i)), nil
		}
		return v, heap.Float(float64(i)), nil
	}
	x.pos(n.From)
	x.spill(v, heap.Undefined)
	if v, err = x.rt.ToNumeric(v); err != nil {
		return v, v, err
	}
	x.spill(v, heap.Undefined)
	if n.Op == syntax.OpAdd {
		new, err = x.rt.Increment(v)
	} else {
		new, err = x.rt.Decrement(v)
	}
	return v, new, err
}

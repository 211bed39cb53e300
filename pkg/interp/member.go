package interp

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// member reads base.Name.
func (x *frame) member(n *syntax.MemberExpr, base heap.Value) (heap.Value, error) {
	c := &x.rec.caches[n.Site]
	if base.IsObject() {
		o := base.Object()
		if o.ShapeID() == c.ic.Shape {
			switch c.ic.Kind {
			case object.ICOwn, object.ICOwnOverflow:
				if heap.Checked {
					x.checkRead(c, n.Name, base, o.SlotAt(c.ic.Offset))
				}
				return o.SlotAt(c.ic.Offset), nil
			case object.ICProto, object.ICProtoOverflow:
				if c.ic.Epoch == x.h.ProtoEpoch {
					if heap.Checked {
						x.checkRead(c, n.Name, base, c.ic.Holder.Object().SlotAt(c.ic.Offset))
					}
					return c.ic.Holder.Object().SlotAt(c.ic.Offset), nil
				}
			case object.ICArrayLength:
				if heap.Checked {
					x.checkRead(c, n.Name, base, o.Internal(0))
				}
				return o.Internal(0), nil
			}
		}
	}
	return x.memberSlow(n, c, base)
}

func (x *frame) memberSlow(n *syntax.MemberExpr, c *cache, base heap.Value) (heap.Value, error) {
	if base == heap.Empty || n.Optional && base.IsNullish() {
		return heap.Empty, nil
	}
	key := x.memberKey(c, n.Name)
	if base.IsString() && key == x.h.Names.Length {
		return heap.Int(int32(base.Str().Len())), nil
	}
	x.pos(n.From)
	x.spill(base, heap.Undefined)
	return x.rt.GetMemberIC(base, key, &c.ic)
}

// index evaluates Object[Index].
func (x *frame) index(n *syntax.IndexExpr) (heap.Value, error) {
	base := x.register(n.Object)
	if base == heap.Empty {
		var err error
		if base, err = x.eval(n.Object); err != nil {
			return base, err
		}
	}
	key := x.register(n.Index)
	if key == heap.Empty {
		if base == heap.Empty || n.Optional && base.IsNullish() {
			return heap.Empty, nil
		}
		x.push(base)
		var err error
		key, err = x.eval(n.Index)
		base = x.pop()
		if err != nil {
			return key, err
		}
	}
	return x.element(n, base, key)
}

// element reads base[key].
func (x *frame) element(n *syntax.IndexExpr, base, key heap.Value) (heap.Value, error) {
	if key.IsInt() && base.IsObject() {
		if e := base.Object().Dense(); uint(key.AsInt()) < uint(len(e)) {
			if v := e[key.AsInt()]; v != heap.Hole {
				if heap.Checked {
					x.failed("an element", key, x.rt.VerifyElement(base.Object(), uint32(key.AsInt()), v))
				}
				return v, nil
			}
		}
	}
	if base == heap.Empty || n.Optional && base.IsNullish() {
		return heap.Empty, nil
	}
	x.pos(n.From)
	x.spill(base, key)
	return x.rt.GetElem(base, key)
}

func (x *frame) privateMember(n *syntax.PrivateMember, base heap.Value) (heap.Value, error) {
	if base == heap.Empty || n.Optional && base.IsNullish() {
		return heap.Empty, nil
	}
	name, err := x.load(&n.Private, n.Name)
	if err != nil {
		return name, err
	}
	x.pos(n.From)
	x.spill(base, name)
	return x.rt.PrivateGet(base, name)
}

// superBase reads the receiver and the home function of a super property; the
// receiver is checked first.
func (x *frame) superBase(home, this *syntax.Use) (fn, receiver heap.Value, err error) {
	receiver, err = x.loadThis(this)
	if err != nil {
		return fn, receiver, err
	}
	fn, err = x.load(home, "super")
	return fn, receiver, err
}

func (x *frame) superMember(n *syntax.SuperMember) (heap.Value, error) {
	fn, this, err := x.superBase(&n.Home, &n.This)
	if err != nil {
		return heap.Undefined, err
	}
	x.pos(n.From)
	x.spill(fn, this)
	return x.rt.GetSuperMember(fn.Object(), x.constKey(n.Site, n.Name), this)
}

// superIndex evaluates super[Index]: this, the index, then the prototype of the
// home object, then the conversion of the index to a key
// (sec-super-keyword-runtime-semantics-evaluation, sec-makesuperpropertyreference).
func (x *frame) superIndex(n *syntax.SuperIndex) (heap.Value, error) {
	if err := x.needThis(&n.This); err != nil {
		return heap.Undefined, err
	}
	key, err := x.eval(n.Index)
	if err != nil {
		return key, err
	}
	return x.superElement(n, key)
}

func (x *frame) superElement(n *syntax.SuperIndex, key heap.Value) (heap.Value, error) {
	fn, this, err := x.superBase(&n.Home, &n.This)
	if err != nil {
		return heap.Undefined, err
	}
	x.pos(n.From)
	x.spill(fn, key)
	x.r[x.sp+2] = this
	return x.rt.GetSuperElem(fn.Object(), key, this)
}

package interp

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// ident evaluates a reference to a name.
func (x *frame) ident(n *syntax.Ident) (heap.Value, error) {
	switch n.Kind {
	case syntax.RefReg:
		if v := x.r[n.Index]; v != heap.TDZ {
			return v, nil
		}
	case syntax.RefEnv:
		e := x.env.Env()
		for range n.Hops {
			e = e.Parent().Env()
		}
		if v := e.Slot(int(n.Index)); v != heap.TDZ {
			return v, nil
		}
	case syntax.RefGlobal:
		return x.loadGlobal(n)
	default:
		return x.load(&n.Use, n.Name)
	}
	x.pos(n.From)
	return heap.Undefined, x.rt.Uninitialized(n.Name)
}

// scopeAt returns the environment hops levels above the current one.
func (x *frame) scopeAt(hops uint16) *heap.Env {
	e := x.env.Env()
	for range hops {
		e = e.Parent().Env()
	}
	return e
}

// load reads the binding that u leads to.
func (x *frame) load(u *syntax.Use, name string) (heap.Value, error) {
	v := heap.Undefined
	switch u.Kind {
	case syntax.RefReg:
		v = x.r[u.Index]
	case syntax.RefEnv:
		v = x.scopeAt(u.Hops).Slot(int(u.Index))
	case syntax.RefFrame:
		return x.hd[frameWord(u.Index)], nil
	case syntax.RefGlobalThis:
		return x.code.Realm.GlobalThis, nil
	case syntax.RefImport:
		x.pos(u.From)
		return x.rt.GetImport(x.scopeAt(u.Hops), int(u.Index), name)
	case syntax.RefGlobal:
		x.pos(u.From)
		return x.rt.GetGlobal(x.code, x.key(name), nil)
	case syntax.RefDynamic:
		x.pos(u.From)
		return x.rt.GetDynamic(x.code, x.fp, &x.fn.Dynamic[u.Index], name)
	}
	if v == heap.TDZ {
		x.pos(u.From)
		return heap.Undefined, x.rt.Uninitialized(name)
	}
	return v, nil
}

// frameWord is the header word that a RefFrame names.
func frameWord(i uint32) int {
	switch i {
	case syntax.FrameThis:
		return stack.This
	case syntax.FrameCallee:
		return stack.Callee
	}
	return stack.NewTarget
}

// loadThis reads `this`; in a derived constructor it may be uninitialised.
func (x *frame) loadThis(u *syntax.Use) (heap.Value, error) {
	var v heap.Value
	switch u.Kind {
	case syntax.RefFrame:
		v = x.hd[stack.This]
	case syntax.RefEnv:
		v = x.scopeAt(u.Hops).Slot(int(u.Index))
	default:
		return x.load(u, "this")
	}
	if v == heap.TDZ {
		x.pos(u.From)
		if u == x.fn.ReturnThis {
			return heap.Undefined, x.rt.ReturnBeforeSuper()
		}
		return heap.Undefined, x.rt.SuperNotCalled()
	}
	return v, nil
}

// needThis checks that `this` is initialised.
func (x *frame) needThis(u *syntax.Use) error {
	_, err := x.loadThis(u)
	return err
}

// loadGlobal reads a global name through the cache of its site, whose entries
// package object describes at GetGlobal.
func (x *frame) loadGlobal(n *syntax.Ident) (heap.Value, error) {
	c := &x.rec.caches[n.Index]
	switch e := &c.ic.ICEntry; e.Kind {
	case object.ICProto, object.ICProtoOverflow:
		if o := e.Holder.Object(); o.ShapeID() == e.Shape {
			if v := o.SlotAt(e.Offset); v != heap.TDZ {
				if heap.Checked {
					x.checkGlobal(c, n.Name, false)
				}
				return v, nil
			}
		}
	case object.ICOwn, object.ICOwnOverflow:
		if r := x.code.Realm; r.Global.ShapeID() == e.Shape && e.Epoch == r.LexicalEpoch {
			if heap.Checked {
				x.checkGlobal(c, n.Name, false)
			}
			return r.Global.SlotAt(e.Offset), nil
		}
	}
	x.pos(n.From)
	return x.rt.GetGlobal(x.code, x.memberKey(c, n.Name), &c.ic)
}

// typeofName is `typeof name`: "undefined" for an unresolvable name.
func (x *frame) typeofName(n *syntax.Ident) (heap.Value, error) {
	switch n.Kind {
	case syntax.RefGlobal:
		x.pos(n.From)
		return x.rt.TypeofGlobal(x.code, x.key(n.Name))
	case syntax.RefDynamic:
		x.pos(n.From)
		return x.rt.TypeofDynamic(x.code, x.fp, &x.fn.Dynamic[n.Index], n.Name)
	}
	v, err := x.ident(n)
	if err != nil {
		return v, err
	}
	return x.rt.Typeof(v), nil
}

func (x *frame) deleteName(n *syntax.Ident) (heap.Value, error) {
	x.pos(n.From)
	switch n.Kind {
	case syntax.RefGlobal:
		ok, err := x.rt.DeleteGlobal(x.code, x.key(n.Name))
		return heap.Bool(ok), err
	case syntax.RefDynamic:
		ok, err := x.rt.DeleteDynamic(x.code, x.fp, &x.fn.Dynamic[n.Index], n.Name)
		return heap.Bool(ok), err
	}
	return heap.False, nil
}

// storeIdent stores v into the binding of n, rooting v where needed.
func (x *frame) storeIdent(n *syntax.Ident, v heap.Value) error {
	if n.Kind == syntax.RefReg && n.Flags&(syntax.RefTDZ|syntax.RefImmutable) == 0 {
		x.r[n.Index] = v
		return nil
	}
	return x.store(&n.Use, n.Name, v)
}

// store writes the binding that u leads to: initialises it when u has RefInit,
// else assigns it.
func (x *frame) store(u *syntax.Use, name string, v heap.Value) error {
	switch u.Kind {
	case syntax.RefReg, syntax.RefEnv:
		return x.storeStatic(u, name, v)
	case syntax.RefGlobal:
		c := &x.rec.caches[u.Index]
		if u.Has(syntax.RefInit) {
			x.pos(u.From)
			x.spill(v, heap.Undefined)
			return x.rt.InitializeGlobal(x.code, x.memberKey(c, name), v)
		}
		return x.storeGlobal(u, c, name, v)
	case syntax.RefDynamic:
		x.pos(u.From)
		x.spill(v, heap.Undefined)
		return x.rt.SetDynamic(x.code, x.fp, &x.fn.Dynamic[u.Index], name, v, u.Has(syntax.RefStrict))
	case syntax.RefFrame:
		if u.Has(syntax.RefImmutable) {
			return x.storeConst(u, name, heap.Undefined)
		}
		x.hd[frameWord(u.Index)] = v
	case syntax.RefImport:
		return x.storeConst(u, name, x.scopeAt(u.Hops).Slot(int(u.Index)))
	}
	return nil
}

// storeGlobal assigns a global name through cache c of its site.
func (x *frame) storeGlobal(u *syntax.Use, c *cache, name string, v heap.Value) error {
	switch e := &c.ic.ICEntry; e.Kind {
	case object.ICProto, object.ICProtoOverflow:
		if o := e.Holder.Object(); o.ShapeID() == e.Shape {
			if heap.Checked {
				x.checkGlobal(c, name, true)
			}
			x.h.SetSlotAt(o, e.Offset, v)
			return nil
		}
	case object.ICOwn, object.ICOwnOverflow:
		if r := x.code.Realm; r.Global.ShapeID() == e.Shape && e.Epoch == r.LexicalEpoch {
			if heap.Checked {
				x.checkGlobal(c, name, true)
			}
			x.h.SetSlotAt(r.Global, e.Offset, v)
			return nil
		}
	}
	x.pos(u.From)
	x.spill(v, heap.Undefined)
	return x.rt.SetGlobal(x.code, x.memberKey(c, name), v, u.Has(syntax.RefStrict), &c.ic)
}

// storeStatic is store for a register or an environment slot.
func (x *frame) storeStatic(u *syntax.Use, name string, v heap.Value) error {
	if u.Kind == syntax.RefReg {
		if u.Flags&(syntax.RefTDZ|syntax.RefImmutable) != 0 && u.Flags&syntax.RefInit == 0 {
			if u.Has(syntax.RefImmutable) || x.r[u.Index] == heap.TDZ {
				return x.storeConst(u, name, x.r[u.Index])
			}
		}
		x.r[u.Index] = v
		return nil
	}
	e := x.scopeAt(u.Hops)
	if u.Flags&(syntax.RefTDZ|syntax.RefImmutable) != 0 && u.Flags&syntax.RefInit == 0 {
		if old := e.Slot(int(u.Index)); u.Has(syntax.RefImmutable) || old == heap.TDZ {
			return x.storeConst(u, name, old)
		}
	}
	x.h.SetEnvSlot(e, int(u.Index), v)
	return nil
}

// storeConst is the failure of an assignment to a binding whose value is old:
// it is uninitialised or immutable.
func (x *frame) storeConst(u *syntax.Use, name string, old heap.Value) error {
	x.pos(u.From)
	switch {
	case old == heap.TDZ:
		return x.rt.Uninitialized(name)
	case u.Has(syntax.RefSilent):
		return nil
	}
	return x.rt.AssignConst()
}

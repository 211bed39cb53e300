package builtin

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var (
	idWeakRefPrototype              = object.NewIntrinsic() // %WeakRef.prototype%
	idFinalizationRegistryPrototype = object.NewIntrinsic() // %FinalizationRegistry.prototype%
)

// weakRefGroup declares %WeakRef% and %WeakRef.prototype% (sec-weak-ref-objects).
// Slot 0 of a WeakRef is a heap.WeakCell.
var weakRefGroup = &object.Group{
	Name:   "WeakRef",
	Length: 1,
	Fn:     weakRefConstructor,
	Proto:  idWeakRefPrototype,
	Global: true,
	Rows: []object.Row{
		{Name: "deref", Fn: weakRefDeref},
		{Name: "@@toStringTag", Str: "WeakRef", Flags: object.RowString},
	},
}

// weakRefConstructor is WeakRef (sec-weak-ref-target).
func weakRefConstructor(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if c.NewTarget.IsUndefined() {
		return heap.Undefined, rt.TypeError("Constructor WeakRef requires 'new'")
	}
	if !canBeHeldWeakly(c.Arg(0)) {
		return heap.Undefined, rt.TypeError("WeakRef: target must be an object")
	}
	o, err := rt.OrdinaryCreateFromConstructor(c.NewTarget, idWeakRefPrototype, heap.ClassWeakRef)
	if err != nil {
		return heap.Undefined, err
	}
	rt.Heap.KeepDuringJob(c.Arg(0))
	rt.Heap.SetInternal(o, 0, rt.Heap.NewWeakCell(c.Arg(0)).Value())
	return o.Value(), nil
}

// weakRefDeref is WeakRef.prototype.deref (sec-weak-ref.prototype.deref).
func weakRefDeref(c *object.Call) (heap.Value, error) {
	if !c.This.IsObject() || c.This.Object().Class() != heap.ClassWeakRef {
		return heap.Undefined, c.Incompatible("WeakRef.prototype.deref")
	}
	v := c.RT.Heap.Keep(c.This.Object().Internal(0).WeakCell().Target())
	c.RT.Heap.KeepDuringJob(v)
	return v, nil
}

// Internal slots of a FinalizationRegistry.
const (
	registryCells    = iota // handle of a heap.Registry
	registryCallback        // the cleanup callback
)

// finalizationRegistryGroup declares %FinalizationRegistry% and its prototype
// (sec-finalization-registry-objects).
var finalizationRegistryGroup = &object.Group{
	Name:   "FinalizationRegistry",
	Length: 1,
	Fn:     finalizationRegistryConstructor,
	Proto:  idFinalizationRegistryPrototype,
	Global: true,
	Rows: []object.Row{
		{Name: "register", Length: 2, Fn: registryRegister},
		{Name: "unregister", Length: 1, Fn: registryUnregister},
		{Name: "@@toStringTag", Str: "FinalizationRegistry", Flags: object.RowString},
	},
}

// finalizationRegistryConstructor is FinalizationRegistry
// (sec-finalization-registry-cleanup-callback).
func finalizationRegistryConstructor(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if c.NewTarget.IsUndefined() {
		return heap.Undefined, rt.TypeError("Constructor FinalizationRegistry requires 'new'")
	}
	if !rt.IsCallable(c.Arg(0)) {
		return heap.Undefined, rt.TypeError("FinalizationRegistry: cleanup must be callable")
	}
	o, err := rt.OrdinaryCreateFromConstructor(c.NewTarget, idFinalizationRegistryPrototype, heap.ClassFinalizationRegistry)
	if err != nil {
		return heap.Undefined, err
	}
	registry, id := rt.Heap.NewRegistry()
	rt.Heap.SetInternal(o, registryCells, heap.HandleValue(id))
	rt.Heap.SetInternal(o, registryCallback, c.Arg(0))
	registry.SetOwner(o.Value())
	return o.Value(), nil
}

// registryOf is the list of the receiver, which must be a FinalizationRegistry.
func registryOf(c *object.Call, method string) (*heap.Registry, error) {
	if c.This.IsObject() {
		if o := c.This.Object(); o.Class() == heap.ClassFinalizationRegistry {
			return c.RT.Heap.HandleAt(o.Internal(registryCells).Handle()).(*heap.Registry), nil
		}
	}
	return nil, c.Incompatible(method)
}

// registryRegister is FinalizationRegistry.prototype.register
// (sec-finalization-registry.prototype.register).
func registryRegister(c *object.Call) (heap.Value, error) {
	r, err := registryOf(c, "FinalizationRegistry.prototype.register")
	if err != nil {
		return heap.Undefined, err
	}
	target, held, token := c.Arg(0), c.Arg(1), c.Arg(2)
	switch {
	case !canBeHeldWeakly(target):
		return heap.Undefined, c.RT.TypeError("Invalid value used as target of a FinalizationRegistry")
	case c.RT.SameValue(target, held):
		return heap.Undefined, c.RT.TypeError("FinalizationRegistry.prototype.register: target and holdings must not be same")
	case !canBeHeldWeakly(token) && !token.IsUndefined():
		return heap.Undefined, c.RT.TypeError("Invalid unregister token (%s)", c.RT.Describe(token))
	}
	if n := r.Growth(); n > 0 {
		if err := c.RT.CheckAlloc(n); err != nil {
			return heap.Undefined, err
		}
	}
	r.Register(target, held, token)
	return heap.Undefined, nil
}

// registryUnregister is FinalizationRegistry.prototype.unregister
// (sec-finalization-registry.prototype.unregister).
func registryUnregister(c *object.Call) (heap.Value, error) {
	r, err := registryOf(c, "FinalizationRegistry.prototype.unregister")
	if err != nil {
		return heap.Undefined, err
	}
	if !canBeHeldWeakly(c.Arg(0)) {
		return heap.Undefined, c.RT.TypeError("Invalid unregister token (%s)", c.RT.Describe(c.Arg(0)))
	}
	return heap.Bool(r.Unregister(c.Arg(0))), nil
}

// cleanupRegistry is CleanupFinalizationRegistry (sec-cleanup-finalization-registry).
func cleanupRegistry(rt *object.Runtime, registry heap.Value) error {
	o := registry.Object()
	cells := rt.Heap.HandleAt(o.Internal(registryCells).Handle()).(*heap.Registry)
	for {
		mark := rt.Heap.OpenScope()
		held, ok := cells.NextFinalized()
		if !ok {
			rt.Heap.CloseScope(mark)
			return nil
		}
		if _, err := rt.Call(o.Internal(registryCallback), heap.Undefined, held); err != nil {
			return rt.CloseScope(mark, err)
		}
		rt.Heap.CloseScope(mark)
		if err := rt.Step(); err != nil {
			return err
		}
	}
}

package object

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// A module namespace object (sec-module-namespace-exotic-objects) has one
// internal slot, the handle of a namespaceData. Its symbols are ordinary
// properties.
const namespaceSlot = 0

type namespaceData struct {
	module   *Module
	keys     []heap.Value // sorted
	bindings map[heap.Value]binding
	deferred bool
}

// TraceCells implements heap.Tracer.
func (d *namespaceData) TraceCells(m *heap.Marker) { m.Values(d.keys) }

func init() {
	RegisterExotic(heap.ClassModuleNamespace, &Exotic{
		SetPrototypeOf:    func(_ *Runtime, _ *heap.Object, proto heap.Value) (bool, error) { return proto.IsNull(), nil },
		GetOwnProperty:    namespaceGetOwnProperty,
		DefineOwnProperty: namespaceDefineOwnProperty,
		HasProperty:       namespaceHas,
		Get:               namespaceGet,
		Set:               func(*Runtime, *heap.Object, heap.Value, heap.Value, heap.Value) (bool, error) { return false, nil },
		Delete:            namespaceDelete,
		OwnPropertyKeys:   namespaceOwnKeys,
	})
}

// moduleNamespaceCreate is ModuleNamespaceCreate (sec-modulenamespacecreate).
func (rt *Runtime) moduleNamespaceCreate(m *Module, names []string, deferred bool) *heap.Object {
	h := rt.Heap
	d := &namespaceData{module: m, deferred: deferred, bindings: make(map[heap.Value]binding, len(names))}
	o := rt.NewObjectOf(heap.ClassModuleNamespace, heap.Null)
	for _, name := range names {
		key := h.KeyFromString(h.NewString(name))
		h.Keep(key)
		d.keys = append(d.keys, key)
		d.bindings[key] = m.resolveExport(name, nil)
	}
	rt.sortNames(d.keys)
	h.SetInternal(o, namespaceSlot, heap.HandleValue(h.NewHandle(d)))
	tag := "Module"
	if deferred {
		tag = "Deferred Module"
	}
	h.AddProperty(o, h.Symbols.ToStringTag, h.InternGo(tag), 0)
	h.PreventExtensions(o)
	return o
}

func (rt *Runtime) namespaceOf(o *heap.Object) *namespaceData {
	return rt.Heap.HandleAt(o.Internal(namespaceSlot).Handle()).(*namespaceData)
}

// isSymbolLike is IsSymbolLikeNamespaceKey (sec-IsSymbolLikeNamespaceKey).
func (d *namespaceData) isSymbolLike(rt *Runtime, key heap.Value) bool {
	return key.IsSymbol() || d.deferred && key == rt.Heap.Names.Then
}

// ready evaluates a deferred module (sec-GetModuleExportsList).
func (d *namespaceData) ready() error {
	if !d.deferred {
		return nil
	}
	return d.module.evaluateSync()
}

// value reads the binding of an exported name.
func (d *namespaceData) value(rt *Runtime, key heap.Value) (heap.Value, error) {
	b := d.bindings[key]
	switch b.kind {
	case bindingSource:
		return b.module.Source, nil
	case bindingNamespace:
		return b.module.Namespace(syntax.PhaseEvaluation).Value(), nil
	case bindingDeferred:
		return b.module.Namespace(syntax.PhaseDefer).Value(), nil
	}
	if b.module.env.IsUndefined() {
		return heap.Undefined, rt.Uninitialized(rt.KeyText(key))
	}
	return rt.GetImport(b.module.env.Env(), b.slot, rt.KeyText(key))
}

// namespaceGetOwnProperty is sec-module-namespace-exotic-objects-getownproperty-p.
func namespaceGetOwnProperty(rt *Runtime, o *heap.Object, key heap.Value) (Descriptor, bool, error) {
	d := rt.namespaceOf(o)
	if d.isSymbolLike(rt, key) {
		p, ok := rt.OrdinaryGetOwnProperty(o, key)
		return p, ok, nil
	}
	if err := d.ready(); err != nil {
		return Descriptor{}, false, err
	}
	if _, ok := d.bindings[key]; !ok {
		return Descriptor{}, false, nil
	}
	v, err := d.value(rt, key)
	return DataDescriptor(v, heap.Writable|heap.Enumerable), err == nil, err
}

// namespaceDefineOwnProperty is sec-module-namespace-exotic-objects-defineownproperty-p-desc.
func namespaceDefineOwnProperty(rt *Runtime, o *heap.Object, key heap.Value, d *Descriptor) (bool, error) {
	if rt.namespaceOf(o).isSymbolLike(rt, key) {
		return rt.defineOrdinary(o, key, d)
	}
	cur, ok, err := namespaceGetOwnProperty(rt, o, key)
	if err != nil || !ok {
		return false, err
	}
	switch {
	case d.Configurable(), d.Has&HasEnumerable != 0 && !d.Enumerable(), d.IsAccessor(), d.Has&HasWritable != 0 && !d.Writable():
		return false, nil
	case d.Has&HasValue != 0:
		return rt.SameValue(d.Value, cur.Value), nil
	}
	return true, nil
}

// namespaceHas is sec-module-namespace-exotic-objects-hasproperty-p.
func namespaceHas(rt *Runtime, o *heap.Object, key heap.Value) (bool, error) {
	d := rt.namespaceOf(o)
	if d.isSymbolLike(rt, key) {
		return rt.hasOwnOrdinary(o, key), nil
	}
	if err := d.ready(); err != nil {
		return false, err
	}
	_, ok := d.bindings[key]
	return ok, nil
}

// namespaceGet is sec-module-namespace-exotic-objects-get-p-receiver.
func namespaceGet(rt *Runtime, o *heap.Object, key, _ heap.Value) (heap.Value, error) {
	d := rt.namespaceOf(o)
	if d.isSymbolLike(rt, key) {
		_, v, ok := rt.ownSlot(o, key)
		if !ok {
			return heap.Undefined, nil
		}
		return rt.Heap.Keep(v), nil
	}
	if err := d.ready(); err != nil {
		return heap.Undefined, err
	}
	if _, ok := d.bindings[key]; !ok {
		return heap.Undefined, nil
	}
	return d.value(rt, key)
}

// namespaceDelete is sec-module-namespace-exotic-objects-delete-p.
func namespaceDelete(rt *Runtime, o *heap.Object, key heap.Value) (bool, error) {
	d := rt.namespaceOf(o)
	if d.isSymbolLike(rt, key) {
		return rt.OrdinaryDelete(o, key)
	}
	if err := d.ready(); err != nil {
		return false, err
	}
	_, ok := d.bindings[key]
	return !ok, nil
}

// namespaceOwnKeys is sec-module-namespace-exotic-objects-ownpropertykeys.
func namespaceOwnKeys(rt *Runtime, o *heap.Object) ([]heap.Value, error) {
	d := rt.namespaceOf(o)
	if err := d.ready(); err != nil {
		return nil, err
	}
	keys := append([]heap.Value(nil), d.keys...)
	return rt.appendNamedKeys(keys, o.Shape(rt.Heap)), nil
}

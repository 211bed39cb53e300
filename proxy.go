package kiln

import (
	"fmt"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// ProxyTraps are the functions that answer for a proxy made by [Runtime.NewProxy]. One that is
// nil leaves the operation to the target. They are called where the specification calls the
// traps of a handler, and what they answer is checked in the same way: an answer that breaks an invariant, such
// as one that hides a property of the target that must stay, is a TypeError in the script.
//
// A key is a string or a symbol ([Value.IsSymbol]); array indices are strings. An error is
// thrown in the script as that of a function (see [Runtime.NewFunction]). A false is a refusal: a
// TypeError in strict code, and false where Reflect is asked.
type ProxyTraps struct {
	// GetPrototypeOf returns an object or null.
	GetPrototypeOf func(target Value) (Value, error)
	// SetPrototypeOf is asked to make proto, an object or null, the prototype.
	SetPrototypeOf func(target, proto Value) (bool, error)
	// IsExtensible must answer what is true of the target.
	IsExtensible func(target Value) (bool, error)
	// PreventExtensions may say true only if the target is not extensible any more.
	PreventExtensions func(target Value) (bool, error)
	// GetOwnProperty describes the own property key; nil means that there is none.
	GetOwnProperty func(target, key Value) (*Property, error)
	// DefineProperty is asked to make or change the own property key. The fields of p
	// that are not nil hold Values.
	DefineProperty func(target, key Value, p Property) (bool, error)
	// Has answers the operator in.
	Has func(target, key Value) (bool, error)
	// Get answers reads. receiver is the object that the script reads from: the proxy or
	// one that inherits from it.
	Get func(target, key, receiver Value) (Value, error)
	// Set answers assignments to the receiver.
	Set func(target, key, v, receiver Value) (bool, error)
	// Delete answers the operator delete.
	Delete func(target, key Value) (bool, error)
	// OwnKeys lists the keys of the own properties: strings and symbols, none twice.
	OwnKeys func(target Value) ([]Value, error)
	// Apply answers calls, if the target is a function.
	Apply func(target, this Value, args []Value) (Value, error)
	// Construct answers the operator new with an object, if the target is a constructor.
	Construct func(target Value, args []Value, newTarget Value) (Value, error)
}

// NewProxy makes a Proxy object for target, an object, that the traps answer for. The error says
// that target is no object.
func (rt *Runtime) NewProxy(target Value, traps *ProxyTraps) (proxy Value, err error) {
	err = rt.do(func() error {
		t, err := rt.own(target)
		if err != nil {
			return fmt.Errorf("kiln: target of a proxy: %w", err)
		}
		p, err := rt.obj.ProxyCreate(t, rt.proxyHandler(traps).Value())
		if err == nil {
			proxy = rt.value(p.Value())
		}
		return err
	})
	return proxy, err
}

// IsProxy reports whether v is a Proxy object, of Go or of a script.
func (v Value) IsProxy() bool {
	return v.IsObject() && v.raw().Object().Class() == heap.ClassProxy
}

// ProxyTarget returns the target of a Proxy object; undefined if v is none, or was revoked.
func (v Value) ProxyTarget() Value {
	if v.IsProxy() {
		if target, handler := object.ProxyParts(v.raw().Object()); !handler.IsNull() {
			return v.rt.value(target)
		}
	}
	return Value{}
}

// RevokeProxy makes every later operation on a Proxy object throw a TypeError. It does
// nothing to any other value.
func (v Value) RevokeProxy() {
	if v.IsProxy() {
		v.rt.obj.RevokeProxy(v.raw().Object())
	}
}

// trapsHandle is the handle that the trap functions of a handler have as data.
type trapsHandle struct {
	rt    *Runtime
	traps *ProxyTraps
}

// proxyHandler makes the handler object of traps: it has the traps that are there, and no
// prototype.
func (rt *Runtime) proxyHandler(traps *ProxyTraps) *heap.Object {
	h := rt.obj.Heap
	handler := rt.obj.OrdinaryObjectCreate(heap.Null)
	handle := heap.HandleValue(h.NewHandle(&trapsHandle{rt, traps}))
	for i := range proxyRows {
		if row := &proxyRows[i]; row.has(traps) {
			f := rt.obj.NewHostFunction(rt.obj.Cur.HostCode(&row.row), handle)
			h.AddProperty(handler, h.InternGo(row.row.Name), f.Value(), heap.DefaultAttrs)
		}
	}
	return handler
}

// proxyRow is one trap: the function of the handler, and whether it is there.
type proxyRow struct {
	row object.Row
	has func(t *ProxyTraps) bool
}

var proxyRows = [...]proxyRow{
	trapRow("getPrototypeOf", 1, func(t *ProxyTraps) bool { return t.GetPrototypeOf != nil }, func(t trapCall) (Value, error) {
		return t.GetPrototypeOf(t.Arg(0))
	}),
	trapRow("setPrototypeOf", 2, func(t *ProxyTraps) bool { return t.SetPrototypeOf != nil }, func(t trapCall) (Value, error) {
		return t.truth(t.SetPrototypeOf(t.Arg(0), t.Arg(1)))
	}),
	trapRow("isExtensible", 1, func(t *ProxyTraps) bool { return t.IsExtensible != nil }, func(t trapCall) (Value, error) {
		return t.truth(t.IsExtensible(t.Arg(0)))
	}),
	trapRow("preventExtensions", 1, func(t *ProxyTraps) bool { return t.PreventExtensions != nil }, func(t trapCall) (Value, error) {
		return t.truth(t.PreventExtensions(t.Arg(0)))
	}),
	trapRow("getOwnPropertyDescriptor", 2, func(t *ProxyTraps) bool { return t.GetOwnProperty != nil }, func(t trapCall) (Value, error) {
		p, err := t.GetOwnProperty(t.Arg(0), t.Arg(1))
		if err != nil || p == nil {
			return Value{}, err
		}
		key, err := t.rt.obj.ToPropertyKey(t.frame().Arg(1))
		if err != nil {
			return Value{}, err
		}
		d, err := t.rt.descriptor(key, *p)
		if err != nil {
			return Value{}, fmt.Errorf("kiln: property %s of a proxy: %w", t.rt.obj.KeyText(key), err)
		}
		return t.rt.value(t.rt.obj.FromPropertyDescriptor(&d).Value()), nil
	}),
	trapRow("defineProperty", 3, func(t *ProxyTraps) bool { return t.DefineProperty != nil }, func(t trapCall) (Value, error) {
		d, err := t.rt.obj.ToPropertyDescriptor(t.frame().Arg(2))
		if err != nil {
			return Value{}, err
		}
		return t.truth(t.DefineProperty(t.Arg(0), t.Arg(1), t.rt.partial(&d)))
	}),
	trapRow("has", 2, func(t *ProxyTraps) bool { return t.Has != nil }, func(t trapCall) (Value, error) {
		return t.truth(t.Has(t.Arg(0), t.Arg(1)))
	}),
	trapRow("get", 3, func(t *ProxyTraps) bool { return t.Get != nil }, func(t trapCall) (Value, error) {
		return t.Get(t.Arg(0), t.Arg(1), t.Arg(2))
	}),
	trapRow("set", 4, func(t *ProxyTraps) bool { return t.Set != nil }, func(t trapCall) (Value, error) {
		return t.truth(t.Set(t.Arg(0), t.Arg(1), t.Arg(2), t.Arg(3)))
	}),
	trapRow("deleteProperty", 2, func(t *ProxyTraps) bool { return t.Delete != nil }, func(t trapCall) (Value, error) {
		return t.truth(t.Delete(t.Arg(0), t.Arg(1)))
	}),
	trapRow("ownKeys", 1, func(t *ProxyTraps) bool { return t.OwnKeys != nil }, func(t trapCall) (Value, error) {
		keys, err := t.OwnKeys(t.Arg(0))
		if err != nil {
			return Value{}, err
		}
		return t.rt.arrayOf(keys)
	}),
	trapRow("apply", 3, func(t *ProxyTraps) bool { return t.Apply != nil }, func(t trapCall) (Value, error) {
		args, err := t.list(2)
		if err != nil {
			return Value{}, err
		}
		return t.Apply(t.Arg(0), t.Arg(1), args)
	}),
	trapRow("construct", 3, func(t *ProxyTraps) bool { return t.Construct != nil }, func(t trapCall) (Value, error) {
		args, err := t.list(1)
		if err != nil {
			return Value{}, err
		}
		return t.Construct(t.Arg(0), args, t.Arg(2))
	}),
}

// trapCall is the call of a trap.
type trapCall struct {
	Call
	*ProxyTraps
}

func trapRow(name string, length int, has func(t *ProxyTraps) bool, f func(t trapCall) (Value, error)) proxyRow {
	fn := func(c *object.Call) (heap.Value, error) {
		h := c.RT.Heap.HandleAt(c.Data(0).Handle()).(*trapsHandle)
		return h.rt.callGo(c, func(call Call) (Value, error) { return f(trapCall{call, h.traps}) })
	}
	return proxyRow{object.Row{Name: name, Length: length, Fn: fn}, has}
}

func (t trapCall) truth(ok bool, err error) (Value, error) {
	return t.rt.value(heap.Bool(ok)), err
}

// list is argument i, an array that the engine has made, as Values.
func (t trapCall) list(i int) ([]Value, error) {
	list, err := t.rt.obj.CreateListFromArrayLike(t.frame().Arg(i))
	values := make([]Value, len(list))
	for i, v := range list {
		values[i] = t.rt.value(v)
	}
	return values, err
}

// arrayOf makes an array of Values for the caller of a function.
func (rt *Runtime) arrayOf(values []Value) (Value, error) {
	list, err := rt.obj.MakeList(int64(len(values)))
	if err != nil {
		return Value{}, err
	}
	for _, v := range values {
		r, err := rt.own(v)
		if err != nil {
			return Value{}, err
		}
		list = append(list, r)
	}
	return rt.value(rt.obj.NewArray(list...).Value()), nil
}

// partial is a descriptor that need not be complete, for Go.
func (rt *Runtime) partial(d *object.Descriptor) Property {
	var p Property
	if d.Has&object.HasValue != 0 {
		p.Value = rt.value(d.Value)
	}
	if d.Has&object.HasGet != 0 {
		p.Get = rt.value(d.Get)
	}
	if d.Has&object.HasSet != 0 {
		p.Set = rt.value(d.Set)
	}
	if d.Has&object.HasWritable != 0 {
		p.Writable = toFlag(d.Writable())
	}
	if d.Has&object.HasEnumerable != 0 {
		p.Enumerable = toFlag(d.Enumerable())
	}
	if d.Has&object.HasConfigurable != 0 {
		p.Configurable = toFlag(d.Configurable())
	}
	return p
}

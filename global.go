package kiln

import (
	"fmt"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// Get returns what the global name is for scripts: a let, const or class of a script, or a
// property of the global object. What does not exist is undefined. The error is an *Exception
// when a getter throws, or when the binding is not initialised yet.
func (rt *Runtime) Get(name string) (Value, error) {
	if rt.obj.Calm() {
		if key, ok := rt.obj.Heap.KnownKey(name); ok {
			if v, sight := rt.obj.PeekGlobal(rt.realm, key); sight != object.Unknown {
				return rt.value(v), nil
			}
		}
	}
	var out Value
	err := rt.do(func() error {
		v, _, err := rt.obj.GlobalBinding(rt.realm, rt.obj.Heap.KeyFromGo(name))
		if err == nil {
			out = rt.value(v)
		}
		return err
	})
	return out, err
}

// Set assigns x, converted as by ToValue, to a global name as `name = x` does in a script: to a
// let of a script, else to a property of the global object, which is made if it is missing.
func (rt *Runtime) Set(name string, x any) error {
	if rt.obj.Calm() {
		if key, ok := rt.obj.Heap.KnownKey(name); ok {
			if v, ok := rt.plain(x); ok && rt.obj.PokeGlobal(rt.realm, key, v) {
				return nil
			}
		}
	}
	return rt.do(func() error {
		v, err := rt.toHeap(x)
		if err != nil {
			return fmt.Errorf("kiln: global %s: %w", name, err)
		}
		return rt.obj.SetGlobalBinding(rt.realm, rt.obj.Heap.KeyFromGo(name), v)
	})
}

// GlobalObject returns the global object, globalThis of scripts. It does not have what scripts
// declare with let, const and class: see Get.
func (rt *Runtime) GlobalObject() Value { return rt.value(rt.realm.Global.Value()) }

// NewObject makes an object without properties, as {} does.
func (rt *Runtime) NewObject() Value {
	return rt.make(func() heap.Value { return rt.obj.NewObject().Value() })
}

// NewArray makes an array of items, which are converted as by ToValue.
func (rt *Runtime) NewArray(items ...any) (Value, error) {
	var out Value
	err := rt.do(func() error {
		list := make([]heap.Value, len(items))
		for i, x := range items {
			var err error
			if list[i], err = rt.toHeap(x); err != nil {
				return fmt.Errorf("kiln: item %d: %w", i, err)
			}
		}
		out = rt.value(rt.obj.NewArray(list...).Value())
		return nil
	})
	return out, err
}

// make runs f, which makes a cell and can fail for nothing that a script does: what interrupts
// the script ends it later. Where the runtime is unusable the result is undefined: the next call
// that returns an error tells why.
func (rt *Runtime) make(f func() heap.Value) (out Value) {
	var err error
	defer rt.end(rt.begin(), &err)
	if _ = rt.obj.Attend(); rt.obj.Dead() == nil {
		out = rt.value(f())
	}
	return out
}

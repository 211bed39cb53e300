package kiln

import (
	"errors"
	"fmt"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// errNoRuntime is the error of an operation on a Value that belongs to no runtime.
var errNoRuntime = errors.New("kiln: undefined or null has no properties and cannot be called")

// usable is nil if v can be the receiver of an operation.
func (v Value) usable() error {
	if v.rt == nil {
		return errNoRuntime
	}
	if v.over() {
		return fmt.Errorf("kiln: %w", errOver)
	}
	return nil
}

// on runs f with the value of the engine, as one entry.
func (v Value) on(f func(o *object.Runtime, x heap.Value) error) error {
	if err := v.usable(); err != nil {
		return err
	}
	return v.rt.do(func() error {
		return f(v.rt.obj, v.rt.obj.Heap.Keep(v.v))
	})
}

// onObject is on for an operation that wants an object: the error of any other value is a
// TypeError, which says that what cannot be done.
func (v Value) onObject(what string, f func(o *object.Runtime, x *heap.Object) error) error {
	return v.on(func(o *object.Runtime, x heap.Value) error {
		if !x.IsObject() {
			return o.TypeError("Cannot %s %s", what, o.Describe(x))
		}
		return f(o, x.Object())
	})
}

// Get returns the property name of v, as v[name] does in a script: it may be inherited, a
// getter runs, and one that is missing is undefined. The error is an *Exception when a getter
// throws, or when v is undefined or null.
func (v Value) Get(name string) (out Value, err error) {
	if r, ok := v.glance(name); ok {
		return r, nil
	}
	return v.get(name)
}

// get is Get as an entry into the engine.
func (v Value) get(name string) (out Value, err error) {
	if err := v.usable(); err != nil {
		return Value{}, err
	}
	rt := v.rt
	defer rt.end(rt.begin(), &err)
	o := rt.obj
	x := o.Heap.Keep(v.v)
	if err = o.Attend(); err != nil {
		return Value{}, err
	}
	err = errUnfinished
	r, err := o.GetMember(x, o.Heap.KeyFromGo(name))
	if err != nil {
		return Value{}, err
	}
	return rt.value(r), nil
}

// GetKey is Get for any key: a symbol, or what v[key] turns into a string.
func (v Value) GetKey(key Value) (Value, error) {
	var out Value
	err := v.on(func(o *object.Runtime, x heap.Value) error {
		k, err := v.rt.key(key)
		if err != nil {
			return err
		}
		r, err := o.GetElem(x, k)
		if err == nil {
			out = v.rt.value(r)
		}
		return err
	})
	return out, err
}

// Set assigns x, converted as by ToValue, to the property name of v, as strict code does: a
// setter runs, and an assignment that is not allowed is an *Exception with a TypeError.
func (v Value) Set(name string, x any) error {
	if v.put(name, x) {
		return nil
	}
	return v.on(func(o *object.Runtime, to heap.Value) error {
		r, err := v.rt.toHeap(x)
		if err != nil {
			return fmt.Errorf("kiln: property %s: %w", name, err)
		}
		return o.SetMember(to, o.Heap.KeyFromGo(name), r, true)
	})
}

// SetKey is Set for any key: a symbol, or what v[key] turns into a string.
func (v Value) SetKey(key Value, x any) error {
	return v.on(func(o *object.Runtime, to heap.Value) error {
		k, err := v.rt.key(key)
		if err != nil {
			return err
		}
		r, err := v.rt.toHeap(x)
		if err != nil {
			return fmt.Errorf("kiln: property: %w", err)
		}
		return o.SetElem(to, k, r, true)
	})
}

// Has reports whether the object v has the property name or inherits it, as the operator in
// does. The error of a v that is no object is a TypeError.
func (v Value) Has(name string) (bool, error) {
	var has bool
	err := v.onObject("look for a property in", func(o *object.Runtime, x *heap.Object) (err error) {
		has, err = o.HasProperty(x, o.Heap.KeyFromGo(name))
		return err
	})
	return has, err
}

// HasKey is Has for any key: a symbol, or what v[key] turns into a string.
func (v Value) HasKey(key Value) (bool, error) {
	var has bool
	err := v.onObject("look for a property in", func(o *object.Runtime, x *heap.Object) error {
		k, err := v.rt.key(key)
		if err != nil {
			return err
		}
		if k, err = o.ToPropertyKey(k); err != nil {
			return err
		}
		has, err = o.HasProperty(x, k)
		return err
	})
	return has, err
}

// Delete deletes the own property name of v as strict code does: one that must stay is an
// *Exception with a TypeError, one that is missing is no error.
func (v Value) Delete(name string) error {
	return v.on(func(o *object.Runtime, x heap.Value) error {
		_, err := o.DeleteMember(x, o.Heap.KeyFromGo(name), true)
		return err
	})
}

// DeleteKey is Delete for any key: a symbol, or what v[key] turns into a string.
func (v Value) DeleteKey(key Value) error {
	return v.on(func(o *object.Runtime, x heap.Value) error {
		k, err := v.rt.key(key)
		if err != nil {
			return err
		}
		_, err = o.DeleteElem(x, k, true)
		return err
	})
}

// key is a Value as the key of a property, before ToPropertyKey.
func (rt *Runtime) key(key Value) (heap.Value, error) {
	k, err := rt.toHeap(key)
	if err != nil {
		err = fmt.Errorf("kiln: key: %w", err)
	}
	return k, err
}

// Keys returns the names of the enumerable own properties of v that are no symbols, in the
// order of Object.keys.
func (v Value) Keys() ([]string, error) {
	var names []string
	err := v.on(func(o *object.Runtime, x heap.Value) error {
		of, err := o.ToObject(x)
		if err != nil {
			return err
		}
		keys, err := o.EnumerableOwnProperties(of, object.ListKeys)
		if err != nil {
			return err
		}
		names = make([]string, len(keys))
		for i, k := range keys {
			names[i] = k.Str().Go(o.Heap)
		}
		return nil
	})
	return names, err
}

// Index returns element i of v, which is at least 0: v[i] of a script. Beyond the end it is
// undefined.
func (v Value) Index(i int) (Value, error) {
	if i < 0 {
		return Value{}, fmt.Errorf("kiln: index %d is negative", i)
	}
	if r, ok := v.glanceIndex(i); ok {
		return r, nil
	}
	var out Value
	err := v.on(func(o *object.Runtime, x heap.Value) error {
		r, err := o.GetMember(x, o.KeyFromInt(int64(i)))
		if err == nil {
			out = v.rt.value(r)
		}
		return err
	})
	return out, err
}

// SetIndex assigns x, converted as by ToValue, to element i of v, which is at least 0. An
// array grows to hold it.
func (v Value) SetIndex(i int, x any) error {
	if i < 0 {
		return fmt.Errorf("kiln: index %d is negative", i)
	}
	return v.on(func(o *object.Runtime, to heap.Value) error {
		r, err := v.rt.toHeap(x)
		if err != nil {
			return fmt.Errorf("kiln: element %d: %w", i, err)
		}
		return o.SetMember(to, o.KeyFromInt(int64(i)), r, true)
	})
}

// Len returns the length of an array, a typed array or anything with a property length, and
// of a string in UTF-16 code units. The error of a value without length is a TypeError.
func (v Value) Len() (int, error) {
	var n int64
	err := v.on(func(o *object.Runtime, x heap.Value) error {
		switch {
		case x.IsString():
			n = int64(x.Str().Len())
			return nil
		case !x.IsObject():
			return o.TypeError("%s has no length", o.Describe(x))
		}
		if x.Object().Class() != heap.ClassArray {
			has, err := o.HasProperty(x.Object(), o.Heap.Names.Length)
			if err != nil {
				return err
			}
			if !has {
				return o.TypeError("%s has no length", o.Describe(x))
			}
		}
		var err error
		n, err = o.LengthOfArrayLike(x.Object())
		return err
	})
	return int(n), err
}

// Call calls the function v with this and args, which are converted as by ToValue; a this that
// is nil is undefined. The error is an *Exception of what v threw, a TypeError if v cannot be called, a
// *LimitError, or that of an argument that cannot be converted.
func (v Value) Call(this any, args ...any) (Value, error) {
	return v.invoke(false, this, args)
}

// New constructs an object as the operator new does: v is a class or another constructor, and
// args are converted as by ToValue. Errors are those of Call.
func (v Value) New(args ...any) (Value, error) {
	return v.invoke(true, nil, args)
}

// stackArgs is how many arguments a call has at most whose list needs no memory of Go's heap.
const stackArgs = 8

// invoke is Call and New: do, spelled out.
func (v Value) invoke(construct bool, this any, args []any) (out Value, err error) {
	if err := v.usable(); err != nil {
		return Value{}, err
	}
	rt := v.rt
	defer rt.end(rt.begin(), &err)
	o := rt.obj
	f := o.Heap.Keep(v.v)
	if err = o.Attend(); err != nil {
		return Value{}, err
	}
	receiver := heap.Undefined
	if this != nil {
		if receiver, err = rt.toHeap(this); err != nil {
			return Value{}, fmt.Errorf("kiln: this: %w", err)
		}
	}
	var room [stackArgs]heap.Value
	list := room[:0]
	for i, a := range args {
		x, err := rt.toHeap(a)
		if err != nil {
			return Value{}, argumentError(i, err)
		}
		list = append(list, x)
	}
	r := heap.Undefined
	err = errUnfinished
	switch {
	case !construct:
		r, err = o.Call(f, receiver, list...)
	case o.IsConstructor(f):
		r, err = o.Construct(f, f, list...)
	default:
		err = o.NotConstructor(o.Describe(f))
	}
	if err != nil {
		return Value{}, err
	}
	return rt.value(r), nil
}

// Typeof returns what the operator typeof gives: "undefined", "object", "boolean", "number",
// "bigint", "string", "symbol" or "function".
func (v Value) Typeof() string {
	switch r := v.raw(); {
	case r.IsUndefined():
		return "undefined"
	case r.IsNull():
		return "object"
	default:
		return v.rt.obj.Typeof(r).Str().Go(v.rt.obj.Heap)
	}
}

// InstanceOf reports what the operator instanceof gives for v and the constructor.
func (v Value) InstanceOf(constructor Value) (bool, error) {
	var is bool
	err := constructor.on(func(o *object.Runtime, c heap.Value) error {
		x, err := constructor.rt.toHeap(v)
		if err != nil {
			return fmt.Errorf("kiln: instanceof: %w", err)
		}
		is, err = o.InstanceofOperator(x, c)
		return err
	})
	return is, err
}

// Equals reports what the operator == gives, which may call methods of an object.
func (v Value) Equals(w Value) (bool, error) {
	a, b := v.raw(), w.raw()
	if !a.IsCellPointer() && !b.IsCellPointer() && v.rt == nil && w.rt == nil {
		return true, nil
	}
	of := v
	if of.rt == nil {
		of = w
	}
	var equal bool
	err := of.rt.do(func() error {
		x, err := of.rt.toHeap(v)
		if err != nil {
			return err
		}
		y, err := of.rt.toHeap(w)
		if err != nil {
			return fmt.Errorf("kiln: equals: %w", err)
		}
		equal, err = of.rt.obj.IsLooselyEqual(x, y)
		return err
	})
	return equal, err
}

// StrictEquals reports what the operator === gives. Objects, symbols, strings and BigInts of
// two runtimes are never equal.
func (v Value) StrictEquals(w Value) bool {
	a, b := v.raw(), w.raw()
	if a.IsCellPointer() || b.IsCellPointer() {
		return v.rt == w.rt && v.rt.obj.IsStrictlyEqual(a, b)
	}
	if v.rt == nil {
		v = w
	}
	return v.rt == nil && a == b || v.rt != nil && v.rt.obj.IsStrictlyEqual(a, b)
}

// argumentError is the error for argument i, from 0, of a call that Go makes.
func argumentError(i int, err error) error {
	return fmt.Errorf("kiln: argument %d: %w", i+1, err)
}

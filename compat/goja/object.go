package goja

import (
	"reflect"
	"runtime"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// Object is a JavaScript object. The same object is the same pointer as long as Go holds it.
//
// Methods without an error result panic with an *Exception when a script's code throws:
// Runtime.Try catches that.
type Object struct {
	r *Runtime
	v heap.Value

	// shared makes the object in each runtime that sees it, for an Object without a runtime
	// of its own.
	shared *sharedObject

	promise *Promise     // what Export of a promise gives
	of      *objectBlock // nil once the Object is held alone
}

// Flag is a field of a property descriptor: true, false or absent.
type Flag int

// The values of a Flag.
const (
	FLAG_NOT_SET Flag = iota
	FLAG_FALSE
	FLAG_TRUE
)

// ToFlag returns the Flag that is b.
func ToFlag(b bool) Flag {
	if b {
		return FLAG_TRUE
	}
	return FLAG_FALSE
}

// Bool reports whether f is FLAG_TRUE.
func (f Flag) Bool() bool { return f == FLAG_TRUE }

// home is the runtime that operations on the object from Go run in.
func (o *Object) home() *Runtime {
	if o.r == nil {
		return sharedRuntime()
	}
	return o.r
}

func (o *Object) cell(r *Runtime) heap.Value {
	if o.shared != nil {
		return o.shared.in(r)
	}
	if o.r != r {
		panic(typeErrorText("Illegal runtime transition of an Object"))
	}
	v := r.obj.Heap.Keep(o.v)
	runtime.KeepAlive(o)
	return v
}

func (o *Object) same(other *Object) bool {
	return o == other || o != nil && other != nil && o.shared == nil && other.shared == nil && o.r == other.r && o.v == other.v
}

// do runs f as one entry with the object itself; it panics with what goes wrong.
func (o *Object) do(f func(rt *object.Runtime, self *heap.Object) error) {
	if err := o.try(f); err != nil {
		panic(err)
	}
}

// try is do that returns what goes wrong.
func (o *Object) try(f func(rt *object.Runtime, self *heap.Object) error) error {
	r := o.home()
	return r.enter(func() error { return f(r.obj, o.cell(r).Object()) })
}

// key is the key of a property.
func (o *Object) key(name string) heap.Value { return o.home().obj.Heap.KeyFromGo(name) }

// Get reads a property; nil when there is none.
func (o *Object) Get(name string) (v Value) {
	if v, ok := o.glance(name); ok {
		return v
	}
	o.do(func(rt *object.Runtime, self *heap.Object) (err error) {
		v, err = o.home().lookup(self, o.key(name))
		return err
	})
	return v
}

// GetSymbol reads a property whose key is a symbol; nil when there is none.
func (o *Object) GetSymbol(sym *Symbol) (v Value) {
	o.do(func(rt *object.Runtime, self *heap.Object) (err error) {
		v, err = o.home().lookup(self, sym.cell(o.home()))
		return err
	})
	return v
}

// Set assigns to a property; value is converted as ToValue does.
func (o *Object) Set(name string, value interface{}) error {
	if o.put(name, value) {
		return nil
	}
	o.home().breathe()
	return o.try(func(rt *object.Runtime, self *heap.Object) error {
		v := o.home().given(value)
		return rt.Set(self, o.key(name), v, true)
	})
}

// SetSymbol assigns to a property whose key is a symbol.
func (o *Object) SetSymbol(name *Symbol, value interface{}) error {
	return o.try(func(rt *object.Runtime, self *heap.Object) error {
		v := o.home().given(value)
		return rt.Set(self, name.cell(o.home()), v, true)
	})
}

// Delete removes a property.
func (o *Object) Delete(name string) error {
	return o.try(func(rt *object.Runtime, self *heap.Object) error {
		return rt.DeletePropertyOrThrow(self, o.key(name))
	})
}

// DeleteSymbol removes a property whose key is a symbol.
func (o *Object) DeleteSymbol(name *Symbol) error {
	return o.try(func(rt *object.Runtime, self *heap.Object) error {
		return rt.DeletePropertyOrThrow(self, name.cell(o.home()))
	})
}

// DefineDataProperty is Object.defineProperty of a value; a nil value is absent.
func (o *Object) DefineDataProperty(name string, value Value, writable, configurable, enumerable Flag) error {
	return o.define(func() heap.Value { return o.key(name) }, PropertyDescriptor{Value: value, Writable: writable, Configurable: configurable, Enumerable: enumerable})
}

// DefineDataPropertySymbol is DefineDataProperty for a key that is a symbol.
func (o *Object) DefineDataPropertySymbol(name *Symbol, value Value, writable, configurable, enumerable Flag) error {
	return o.define(func() heap.Value { return name.cell(o.home()) }, PropertyDescriptor{Value: value, Writable: writable, Configurable: configurable, Enumerable: enumerable})
}

// DefineAccessorProperty is Object.defineProperty of a getter and a setter; a nil one is absent.
func (o *Object) DefineAccessorProperty(name string, getter, setter Value, configurable, enumerable Flag) error {
	return o.define(func() heap.Value { return o.key(name) }, PropertyDescriptor{Getter: getter, Setter: setter, Configurable: configurable, Enumerable: enumerable})
}

// DefineAccessorPropertySymbol is DefineAccessorProperty for a key that is a symbol.
func (o *Object) DefineAccessorPropertySymbol(name *Symbol, getter, setter Value, configurable, enumerable Flag) error {
	return o.define(func() heap.Value { return name.cell(o.home()) }, PropertyDescriptor{Getter: getter, Setter: setter, Configurable: configurable, Enumerable: enumerable})
}

func (o *Object) define(key func() heap.Value, p PropertyDescriptor) error {
	return o.try(func(rt *object.Runtime, self *heap.Object) error {
		d := o.home().descriptor(&p)
		return rt.DefinePropertyOrThrow(self, key(), &d)
	})
}

// PropertyDescriptor is a property descriptor: what is nil or not set is absent.
type PropertyDescriptor struct {
	jsDescriptor *Object

	Value Value

	Writable, Configurable, Enumerable Flag

	Getter, Setter Value
}

// Empty reports whether all fields are absent.
func (p *PropertyDescriptor) Empty() bool {
	return *p == PropertyDescriptor{}
}

// IsAccessor reports whether a getter or a setter is there.
func (p *PropertyDescriptor) IsAccessor() bool { return p.Setter != nil || p.Getter != nil }

// IsData reports whether a value or whether it is writable is there.
func (p *PropertyDescriptor) IsData() bool { return p.Value != nil || p.Writable != FLAG_NOT_SET }

// IsGeneric reports whether p is neither.
func (p *PropertyDescriptor) IsGeneric() bool { return !p.IsAccessor() && !p.IsData() }

// descriptor is p in the form of the engine.
func (r *Runtime) descriptor(p *PropertyDescriptor) (d object.Descriptor) {
	if p.Value != nil {
		d.Value = r.cell(p.Value)
		d.Has |= object.HasValue
	}
	if p.Getter != nil {
		d.Get = r.cell(p.Getter)
		d.Has |= object.HasGet
	}
	if p.Setter != nil {
		d.Set = r.cell(p.Setter)
		d.Has |= object.HasSet
	}
	for _, f := range [...]struct {
		flag Flag
		has  object.Fields
		attr heap.Attrs
	}{
		{p.Writable, object.HasWritable, heap.Writable},
		{p.Configurable, object.HasConfigurable, heap.Configurable},
		{p.Enumerable, object.HasEnumerable, heap.Enumerable},
	} {
		if f.flag != FLAG_NOT_SET {
			d.Has |= f.has
		}
		if f.flag == FLAG_TRUE {
			d.Attrs |= f.attr
		}
	}
	return d
}

// propertyDescriptor is d for Go code.
func (r *Runtime) propertyDescriptor(d *object.Descriptor) (p PropertyDescriptor) {
	if d.Has&object.HasValue != 0 {
		p.Value = r.value(d.Value)
	}
	if d.Has&object.HasGet != 0 {
		p.Getter = r.value(d.Get)
	}
	if d.Has&object.HasSet != 0 {
		p.Setter = r.value(d.Set)
	}
	flag := func(has object.Fields, attr heap.Attrs) Flag {
		if d.Has&has == 0 {
			return FLAG_NOT_SET
		}
		return ToFlag(d.Attrs&attr != 0)
	}
	p.Writable = flag(object.HasWritable, heap.Writable)
	p.Configurable = flag(object.HasConfigurable, heap.Configurable)
	p.Enumerable = flag(object.HasEnumerable, heap.Enumerable)
	return p
}

// Keys returns the keys of the enumerable own properties that are strings.
func (o *Object) Keys() (keys []string) {
	o.do(func(rt *object.Runtime, self *heap.Object) (err error) {
		keys, err = o.home().ownKeys(self, true)
		return err
	})
	return keys
}

// GetOwnPropertyNames returns the keys of all own properties that are strings.
func (o *Object) GetOwnPropertyNames() (keys []string) {
	o.do(func(rt *object.Runtime, self *heap.Object) (err error) {
		keys, err = o.home().ownKeys(self, false)
		return err
	})
	return keys
}

func (r *Runtime) ownKeys(o *heap.Object, enumerable bool) (names []string, err error) {
	keys, err := r.obj.OwnPropertyKeys(o)
	if err != nil {
		return nil, err
	}
	for _, key := range keys {
		if key.IsSymbol() {
			continue
		}
		if enumerable {
			if ok, err := r.obj.IsEnumerableOwn(o, key); err != nil {
				return nil, err
			} else if !ok {
				continue
			}
		}
		names = append(names, r.obj.Heap.KeyToString(key).Go(r.obj.Heap))
	}
	return names, nil
}

// Symbols returns the keys of the enumerable own properties that are symbols.
func (o *Object) Symbols() (list []*Symbol) {
	o.do(func(rt *object.Runtime, self *heap.Object) error {
		keys, err := rt.OwnPropertyKeys(self)
		for _, key := range keys {
			if !key.IsSymbol() {
				continue
			}
			if ok, err := rt.IsEnumerableOwn(self, key); err != nil {
				return err
			} else if ok {
				list = append(list, o.home().symbolOf(key))
			}
		}
		return err
	})
	return list
}

// Prototype returns the prototype, nil when there is none.
func (o *Object) Prototype() (proto *Object) {
	o.do(func(rt *object.Runtime, self *heap.Object) error {
		p, err := rt.GetPrototypeOf(self)
		if err == nil && p.IsObject() {
			proto = o.home().objectOf(p)
		}
		return err
	})
	return proto
}

// SetPrototype sets the prototype, nil for none.
func (o *Object) SetPrototype(proto *Object) error {
	return o.try(func(rt *object.Runtime, self *heap.Object) error {
		ok, err := rt.SetPrototypeOf(self, o.home().protoCell(proto))
		if err == nil && !ok {
			return rt.TypeError("The prototype of the object cannot be changed")
		}
		return err
	})
}

// ClassName returns what kind of object o is: "Object", "Array", "Function", "Error" and so on.
func (o *Object) ClassName() (name string) {
	o.do(func(rt *object.Runtime, self *heap.Object) error {
		name = o.home().className(self)
		return nil
	})
	return name
}

func (r *Runtime) className(o *heap.Object) string {
	switch o.Class() {
	case heap.ClassArray:
		return "Array"
	case heap.ClassFunction, heap.ClassBoundFunction:
		return "Function"
	case heap.ClassError:
		return "Error"
	case heap.ClassBoolean:
		return "Boolean"
	case heap.ClassNumber:
		return "Number"
	case heap.ClassString:
		return "String"
	case heap.ClassDate:
		return "Date"
	case heap.ClassRegExp:
		return "RegExp"
	case heap.ClassArguments, heap.ClassMappedArguments:
		return "Arguments"
	case heap.ClassGlobal:
		return "global"
	case heap.ClassProxy:
		if o.IsCallable() {
			return "Function"
		}
	}
	if h := r.hostOf(o); h != nil {
		return h.className()
	}
	return "Object"
}

// primitive is ToPrimitive.
func (o *Object) primitive() (v Value) { return o.toPrimitive(object.HintDefault) }

func (o *Object) toPrimitive(hint object.Hint) (v Value) {
	o.do(func(rt *object.Runtime, self *heap.Object) error {
		p, err := rt.ToPrimitive(self.Value(), hint)
		if err == nil {
			v = o.home().value(p)
		}
		return err
	})
	return v
}

// ToInteger is ToIntegerOrInfinity, kept within int64.
func (o *Object) ToInteger() int64 { return o.toPrimitive(object.HintNumber).ToInteger() }

// ToFloat is ToNumber.
func (o *Object) ToFloat() float64 { return o.toPrimitive(object.HintNumber).ToFloat() }

// ToNumber is ToNumber.
func (o *Object) ToNumber() Value { return o.toPrimitive(object.HintNumber).ToNumber() }

// ToString is ToString.
func (o *Object) ToString() Value { return o.toPrimitive(object.HintString).ToString() }

// String is ToString.
func (o *Object) String() string { return o.toPrimitive(object.HintString).String() }

// ToBoolean returns true.
func (o *Object) ToBoolean() bool { return true }

// ToObject returns o.
func (o *Object) ToObject(*Runtime) *Object { return o }

// SameAs reports whether other is this object.
func (o *Object) SameAs(other Value) bool { return sameAs(o, other) }

// StrictEquals is the operator ===.
func (o *Object) StrictEquals(other Value) bool { return sameAs(o, other) }

// Equals is the operator ==.
func (o *Object) Equals(other Value) bool { return looselyEquals(o, other) }

// ExportType is the type of what Export returns.
func (o *Object) ExportType() (t reflect.Type) {
	o.do(func(rt *object.Runtime, self *heap.Object) error {
		t = o.home().exportType(self)
		return nil
	})
	return t
}

// MarshalJSON is JSON.stringify.
func (o *Object) MarshalJSON() (text []byte, err error) {
	err = o.try(func(rt *object.Runtime, self *heap.Object) error {
		v, err := rt.Language().StringifyJSON(rt, self.Value())
		if err == nil && v.IsString() {
			text = []byte(v.Str().Go(rt.Heap))
		} else {
			text = []byte("null")
		}
		return err
	})
	return text, err
}

// UnmarshalJSON does nothing: it is there for encoders that want both methods.
func (o *Object) UnmarshalJSON([]byte) error { return nil }

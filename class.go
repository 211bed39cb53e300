package kiln

import (
	"errors"
	"fmt"
	"reflect"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// Class declares a class of scripts whose objects have a Go value of type *T each, which no
// script can reach but through what the class offers. It is made once, usually as a variable
// of a package, and serves any number of runtimes; [Runtime.Class] makes its constructor in
// one of them. Once that has happened, another declaration panics.
//
//	var counter = kiln.NewClass[Counter]("Counter").
//		Constructor(1, newCounter).
//		Method("add", 1, (*Counter).add).
//		Getter("value", (*Counter).value)
//
// Scripts see what `class Counter { … }` would have given them: the constructor wants new
// and may be extended with `class Sub extends Counter`, methods are not enumerable and
// throw a TypeError when their any is no object of the class.
//
// A Go function with a parameter of type *T, and ExportTo, take objects of the class and of
// those that extend it, and null for nil; a parameter of type T is a copy. Once the runtime has the
// class nothing else becomes a T, also no object with the same properties, unless T has UnmarshalJSON
// or UnmarshalText.
//
// # What keeps what alive
//
// The object keeps its Go value alive. A [Value] in the Go value keeps what it refers to
// alive, and if that leads back to the object, neither is ever collected, as long as the
// runtime lives. Values that belong to the object are better kept in a [Slot], which
// collections follow like a property.
type Class[T any] struct{ d classDeclaration }

// AnyClass is a *Class of any type.
type AnyClass interface{ declaration() *classDeclaration }

// NewClass begins the declaration of a class with objects for values of type *T. The name is
// that of the constructor, and what Object.prototype.toString says.
func NewClass[T any](name string) *Class[T] {
	return &Class[T]{classDeclaration{name: name, t: reflect.TypeFor[T]()}}
}

func (c *Class[T]) declaration() *classDeclaration { return &c.d }

// Constructor says what `new` does: f makes the Go value of the object, which call.This is,
// without Go value yet. length is the number of parameters that scripts are told of. Without a Constructor
// scripts cannot make objects, only [Class.New] can.
func (c *Class[T]) Constructor(length int, f func(call Call) (*T, error)) *Class[T] {
	c.d.open()
	c.d.length = length
	c.d.maker = reflect.Value{}
	c.d.create = func(call Call) (any, error) { return f(call) }
	return c
}

// ConstructorFunc is Constructor for a function f of any parameters, which returns a *T, or a *T
// and an error: what is passed to new is converted as the arguments of any Go function (see
// [Runtime.ToValue]). Anything else for f is a panic.
func (c *Class[T]) ConstructorFunc(f any) *Class[T] {
	c.d.open()
	v, made, failed := reflect.ValueOf(f), reflect.TypeFor[*T](), reflect.TypeFor[error]()
	if v.Kind() != reflect.Func || v.IsNil() || v.Type().NumOut() == 0 || v.Type().NumOut() > 2 || v.Type().Out(0) != made ||
		v.Type().NumOut() == 2 && v.Type().Out(1) != failed {
		panic(fmt.Sprintf("kiln: constructor of class %s: a %T is no function that returns a %s", c.d.name, f, made))
	}
	c.d.create, c.d.maker = nil, v
	return c
}

// Method adds a method of the prototype: f gets the Go value of its receiver.
func (c *Class[T]) Method(name string, length int, f func(t *T, call Call) (Value, error)) *Class[T] {
	c.d.add(classMember{name: name, length: length, f: withReceiver(f), entry: goEntry(f)})
	return c
}

// Func adds a method of the prototype that calls f, a function with a first parameter of type
// *T, such as a method expression: (*Point).Distance. Its other parameters and its results are
// converted as those of any Go function (see [Runtime.ToValue]). Anything else for f is a panic.
func (c *Class[T]) Func(name string, f any) *Class[T] {
	v := reflect.ValueOf(f)
	if v.Kind() != reflect.Func || v.Type().NumIn() == 0 || v.Type().In(0) != reflect.TypeFor[*T]() || v.IsNil() {
		panic(fmt.Sprintf("kiln: method %s of class %s: a %T is no function whose first parameter is a %s", name, c.d.name, f, reflect.TypeFor[*T]()))
	}
	c.d.add(classMember{name: name, fn: v})
	return c
}

// Methods adds all exported methods of *T to the prototype, as Func does one, with their names in
// Go or those that [Options.Names] gives them.
func (c *Class[T]) Methods() *Class[T] {
	t := reflect.TypeFor[*T]()
	for i := range t.NumMethod() {
		m := t.Method(i)
		if m.Name == "ScriptValue" && t.Implements(valuerType) {
			continue
		}
		c.d.add(classMember{name: m.Name, fn: m.Func, method: &m})
	}
	return c
}

// SymbolMethod is Method for a well-known symbol, such as SymbolIterator.
func (c *Class[T]) SymbolMethod(symbol WellKnownSymbol, length int, f func(t *T, call Call) (Value, error)) *Class[T] {
	c.d.add(classMember{symbol: symbol, isSymbol: true, length: length, f: withReceiver(f), entry: goEntry(f)})
	return c
}

// Getter adds a property of the prototype that f answers for.
func (c *Class[T]) Getter(name string, f func(t *T, call Call) (Value, error)) *Class[T] {
	c.d.add(classMember{name: name, kind: object.DefineGetter, f: withReceiver(f), entry: goEntry(f)})
	return c
}

// Setter adds a property of the prototype that f stores. With [Class.Getter] of the same name
// it is one property. Without a Setter assignments fail, with a TypeError in strict code.
func (c *Class[T]) Setter(name string, f func(t *T, v Value) error) *Class[T] {
	c.d.add(classMember{name: name, kind: object.DefineSetter, length: 1, entry: goEntry(f), f: func(r any, call Call) (Value, error) {
		return Value{}, f(r.(*T), call.Arg(0))
	}})
	return c
}

// Static adds a method of the constructor.
func (c *Class[T]) Static(name string, length int, f func(call Call) (Value, error)) *Class[T] {
	c.d.add(classMember{name: name, length: length, static: f, entry: goEntry(f)})
	return c
}

// StaticGetter adds a property of the constructor that f answers for.
func (c *Class[T]) StaticGetter(name string, f func(call Call) (Value, error)) *Class[T] {
	c.d.add(classMember{name: name, kind: object.DefineGetter, static: f, entry: goEntry(f)})
	return c
}

// Constant adds a property of the constructor that cannot be changed. Each runtime converts
// x for itself, as by [Runtime.ToValue].
func (c *Class[T]) Constant(name string, x any) *Class[T] {
	c.d.add(classMember{name: name, constant: true, x: x})
	return c
}

// Finalizer has f called with the Go value of each object that was collected: by the event
// loop ([Runtime.RunLoop]), never while a collection or a script runs. There is
// no telling when, and no call for objects that are alive when the runtime is dropped. What
// f panics with is the error of the loop.
func (c *Class[T]) Finalizer(f func(t *T)) *Class[T] {
	c.d.open()
	c.d.finalize = func(r any) { f(r.(*T)) }
	return c
}

// Slot adds a hidden value to each object of the class, undefined at first.
func (c *Class[T]) Slot() Slot {
	c.d.open()
	c.d.own++
	return Slot{&c.d, c.d.own - 1}
}

// ExtendClass makes child a subclass of parent, as `class Child extends Parent` would: the
// prototype and the constructor of child inherit from those of parent. The constructor of child makes the
// whole Go value, and up finds in it the part that the methods of parent work on, such as
// an embedded struct:
//
//	kiln.ExtendClass(circle, shape, func(c *Circle) *Shape { return &c.Shape })
func ExtendClass[C, P any](child *Class[C], parent *Class[P], up func(c *C) *P) {
	child.d.open()
	for d := &parent.d; d != nil; d = d.parent {
		if d == &child.d {
			panic("kiln: class " + child.d.name + " would extend itself")
		}
	}
	child.d.parent = &parent.d
	child.d.up = func(r any) any { return up(r.(*C)) }
}

// New makes an object of the class for t, without a call of the Constructor. Each call makes
// another object. Like all objects that Go makes, it belongs to the realm of the function that
// runs, and else to the main realm of rt.
func (c *Class[T]) New(rt *Runtime, t *T) (v Value, err error) {
	if t == nil {
		return Value{}, fmt.Errorf("kiln: an object of class %s cannot have a nil Go value", c.d.name)
	}
	err = rt.do(func() error {
		made, err := rt.makeClass(&c.d, rt.obj.Cur)
		if err != nil {
			return err
		}
		o := rt.obj.NewHostObjectOf(made.proto.Value(), c.d.slots())
		rt.setInstance(o, &c.d, t)
		v = rt.value(o.Value())
		return nil
	})
	return v, err
}

// Of returns the Go value of v, if v is an object of the class or of one that extends it.
func (c *Class[T]) Of(v Value) (t *T, ok bool) {
	if i := instanceOf(v); i != nil {
		t, ok = i.as(&c.d).(*T)
	}
	return t, ok
}

// SetSize says that the Go value of v takes n bytes, which count toward the memory limit of
// the runtime. Without it the size of T counts. The error says that v is no object
// of the class, or is a *LimitError when the bytes do not fit.
func (c *Class[T]) SetSize(v Value, n int64) error {
	if _, ok := c.Of(v); !ok {
		return fmt.Errorf("kiln: SetSize: %s is no object of class %s", v, c.d.name)
	}
	i := instanceOf(v)
	n = max(n, 0)
	if more := n - i.size; more > 0 {
		if err := v.rt.obj.CheckAlloc(int(more)); err != nil {
			return v.rt.convert(err)
		}
	}
	i.size = n
	v.rt.obj.SetHostSize(v.raw().Object(), instanceBytes+n)
	return nil
}

// Class returns the constructor of a class, which it makes the first time:
//
//	ctor, err := rt.Class(counter)
//	err = rt.Set("Counter", ctor)
//
// The error is that of a [Class.Constant] that cannot be converted, or an error of the engine.
func (rt *Runtime) Class(c AnyClass) (Value, error) { return rt.classIn(c, rt.obj.Cur) }

func (rt *Runtime) classIn(c AnyClass, realm *object.Realm) (ctor Value, err error) {
	err = rt.do(func() error {
		made, err := rt.makeClass(c.declaration(), realm)
		if err == nil {
			ctor = rt.value(made.ctor.Value())
		}
		return err
	})
	return ctor, err
}

// Slot is a hidden value that each object of a class has: see [Class.Slot]. No script can
// reach it. Collections follow it like a property, so that an object and what it holds
// this way are collected together, whatever refers to what.
type Slot struct {
	d     *classDeclaration
	index int
}

// Get returns the hidden value of an object. The error says that v is no object of the class.
func (s Slot) Get(v Value) (Value, error) {
	o, err := s.object(v)
	if err != nil {
		return Value{}, err
	}
	return v.rt.value(object.HostSlot(o, s.d.firstSlot()+s.index)), nil
}

// Set changes the hidden value of an object. The error says that v is no object of the class,
// or x a value of another runtime.
func (s Slot) Set(v, x Value) error {
	o, err := s.object(v)
	if err != nil {
		return err
	}
	raw, err := v.rt.toHeap(x)
	if err != nil {
		return fmt.Errorf("kiln: hidden value of class %s: %w", s.d.name, err)
	}
	v.rt.obj.SetHostSlot(o, s.d.firstSlot()+s.index, raw)
	return nil
}

var errZeroSlot = errors.New("kiln: a zero Slot: slots come from Class.Slot")

func (s Slot) object(v Value) (*heap.Object, error) {
	if s.d == nil {
		return nil, errZeroSlot
	}
	if d := declarationOf(v); d == nil || !d.extends(s.d) {
		return nil, fmt.Errorf("kiln: hidden value of class %s: %s is no object of it", s.d.name, v)
	}
	return v.raw().Object(), nil
}

package builtin

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// reflectGroup declares %Reflect% (sec-reflect-object).
var reflectGroup = &object.Group{
	Name:   "Reflect",
	Global: true,
	Rows: []object.Row{
		{Name: "apply", Length: 3, Fn: reflectApply},
		{Name: "construct", Length: 2, Fn: reflectConstruct},
		{Name: "defineProperty", Length: 3, Fn: reflectDefineProperty},
		{Name: "deleteProperty", Length: 2, Fn: reflectDeleteProperty},
		{Name: "get", Length: 2, Fn: reflectGet, Leaf: leafReflectGet},
		{Name: "getOwnPropertyDescriptor", Length: 2, Fn: reflectGetOwnPropertyDescriptor},
		{Name: "getPrototypeOf", Length: 1, Fn: reflectGetPrototypeOf},
		{Name: "has", Length: 2, Fn: reflectHas, Leaf: leafReflectHas},
		{Name: "isExtensible", Length: 1, Fn: reflectIsExtensible},
		{Name: "ownKeys", Length: 1, Fn: reflectOwnKeys},
		{Name: "preventExtensions", Length: 1, Fn: reflectPreventExtensions},
		{Name: "set", Length: 3, Fn: reflectSet, Leaf: leafReflectSet},
		{Name: "setPrototypeOf", Length: 2, Fn: reflectSetPrototypeOf},
		{Name: "@@toStringTag", Str: "Reflect", Flags: object.RowString},
	},
}

// reflectApply is Reflect.apply (sec-reflect.apply).
func reflectApply(c *object.Call) (heap.Value, error) {
	rt := c.RT
	fn, err := c.CallableArg(0)
	if err != nil {
		return heap.Undefined, err
	}
	args, err := rt.CreateListFromArrayLike(c.Arg(2))
	if err != nil {
		return heap.Undefined, err
	}
	return rt.Call(fn, c.Arg(1), args...)
}

// reflectConstruct is Reflect.construct (sec-reflect.construct).
func reflectConstruct(c *object.Call) (heap.Value, error) {
	rt := c.RT
	target, newTarget := c.Arg(0), c.Arg(0)
	if len(c.Args) > 2 {
		newTarget = c.Args[2]
	}
	for _, v := range [...]heap.Value{target, newTarget} {
		if !rt.IsConstructor(v) {
			return heap.Undefined, rt.NotConstructor(rt.Describe(v))
		}
	}
	args, err := rt.CreateListFromArrayLike(c.Arg(1))
	if err != nil {
		return heap.Undefined, err
	}
	return rt.Construct(target, newTarget, args...)
}

// reflectTarget converts the first two arguments: an object and a property key.
func reflectTarget(c *object.Call, name string) (*heap.Object, heap.Value, error) {
	o, err := c.ObjectArg(0, name)
	if err != nil {
		return nil, heap.Undefined, err
	}
	key, err := c.RT.ToPropertyKey(c.Arg(1))
	return o, key, err
}

// reflectDefineProperty is Reflect.defineProperty (sec-reflect.defineproperty).
func reflectDefineProperty(c *object.Call) (heap.Value, error) {
	o, key, err := reflectTarget(c, "Reflect.defineProperty")
	if err != nil {
		return heap.Undefined, err
	}
	d, err := c.RT.ToPropertyDescriptor(c.Arg(2))
	if err != nil {
		return heap.Undefined, err
	}
	ok, err := c.RT.DefineOwnProperty(o, key, &d)
	return heap.Bool(ok), err
}

// reflectDeleteProperty is Reflect.deleteProperty (sec-reflect.deleteproperty).
func reflectDeleteProperty(c *object.Call) (heap.Value, error) {
	o, key, err := reflectTarget(c, "Reflect.deleteProperty")
	if err != nil {
		return heap.Undefined, err
	}
	ok, err := c.RT.Delete(o, key)
	return heap.Bool(ok), err
}

// reflectGet is Reflect.get (sec-reflect.get).
func reflectGet(c *object.Call) (heap.Value, error) {
	o, key, err := reflectTarget(c, "Reflect.get")
	if err != nil {
		return heap.Undefined, err
	}
	receiver := o.Value()
	if len(c.Args) > 2 {
		receiver = c.Args[2]
	}
	if heap.KeyIsIndex(key) {
		return c.RT.GetFrom(o, key, receiver)
	}
	return c.RT.GetKeyedFrom(o, key, receiver)
}

// The short ways of Reflect ask the caches that all sites share, which know ordinary data properties
// by shapes and keys, and do nothing where those don't know.

// leafTarget is the target and the key of a short way of Reflect.
func leafTarget(args []heap.Value, atLeast int) (o *heap.Object, key heap.Value, ok bool) {
	if len(args) < atLeast || !args[0].IsObject() {
		return nil, key, false
	}
	key = args[1]
	return args[0].Object(), key, key.IsSymbol() || key.IsString() && key.Str().IsInterned()
}

func leafReflectGet(rt *object.Runtime, _ heap.Value, args []heap.Value) (heap.Value, bool) {
	o, key, ok := leafTarget(args, 2)
	if !ok {
		return heap.Undefined, false
	}
	v, _, ok := rt.PeekKeyed(o, key)
	return v, ok
}

func leafReflectHas(rt *object.Runtime, _ heap.Value, args []heap.Value) (heap.Value, bool) {
	o, key, ok := leafTarget(args, 2)
	if !ok {
		return heap.Undefined, false
	}
	_, found, ok := rt.PeekKeyed(o, key)
	return heap.Bool(found), ok
}

func leafReflectSet(rt *object.Runtime, _ heap.Value, args []heap.Value) (heap.Value, bool) {
	o, key, ok := leafTarget(args, 3)
	if !ok || len(args) > 3 && args[3] != args[0] || !rt.PokeKeyed(o, key, args[2]) {
		return heap.Undefined, false
	}
	return heap.True, true
}

// reflectSet is Reflect.set (sec-reflect.set).
func reflectSet(c *object.Call) (heap.Value, error) {
	o, key, err := reflectTarget(c, "Reflect.set")
	if err != nil {
		return heap.Undefined, err
	}
	receiver := o.Value()
	if len(c.Args) > 3 {
		receiver = c.Args[3]
	}
	ok, err := c.RT.SetOn(o, key, c.Arg(2), receiver)
	return heap.Bool(ok), err
}

// reflectGetOwnPropertyDescriptor is Reflect.getOwnPropertyDescriptor
// (sec-reflect.getownpropertydescriptor).
func reflectGetOwnPropertyDescriptor(c *object.Call) (heap.Value, error) {
	o, key, err := reflectTarget(c, "Reflect.getOwnPropertyDescriptor")
	if err != nil {
		return heap.Undefined, err
	}
	d, ok, err := c.RT.GetOwnProperty(o, key)
	if err != nil || !ok {
		return heap.Undefined, err
	}
	return c.RT.FromPropertyDescriptor(&d).Value(), nil
}

// reflectGetPrototypeOf is Reflect.getPrototypeOf (sec-reflect.getprototypeof).
func reflectGetPrototypeOf(c *object.Call) (heap.Value, error) {
	o, err := c.ObjectArg(0, "Reflect.getPrototypeOf")
	if err != nil {
		return heap.Undefined, err
	}
	return c.RT.GetPrototypeOf(o)
}

// reflectHas is Reflect.has (sec-reflect.has).
func reflectHas(c *object.Call) (heap.Value, error) {
	o, key, err := reflectTarget(c, "Reflect.has")
	if err != nil {
		return heap.Undefined, err
	}
	ok, err := c.RT.HasProperty(o, key)
	return heap.Bool(ok), err
}

// reflectIsExtensible is Reflect.isExtensible (sec-reflect.isextensible).
func reflectIsExtensible(c *object.Call) (heap.Value, error) {
	o, err := c.ObjectArg(0, "Reflect.isExtensible")
	if err != nil {
		return heap.Undefined, err
	}
	ok, err := c.RT.IsExtensible(o)
	return heap.Bool(ok), err
}

// reflectOwnKeys is Reflect.ownKeys (sec-reflect.ownkeys).
func reflectOwnKeys(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, err := c.ObjectArg(0, "Reflect.ownKeys")
	if err != nil {
		return heap.Undefined, err
	}
	keys, err := rt.OwnPropertyKeys(o)
	if err != nil {
		return heap.Undefined, err
	}
	a := rt.NewArray()
	for _, key := range keys {
		if err := appendKey(rt, a, key); err != nil {
			return heap.Undefined, err
		}
	}
	return a.Value(), nil
}

// reflectPreventExtensions is Reflect.preventExtensions (sec-reflect.preventextensions).
func reflectPreventExtensions(c *object.Call) (heap.Value, error) {
	o, err := c.ObjectArg(0, "Reflect.preventExtensions")
	if err != nil {
		return heap.Undefined, err
	}
	ok, err := c.RT.PreventExtensions(o)
	return heap.Bool(ok), err
}

// reflectSetPrototypeOf is Reflect.setPrototypeOf (sec-reflect.setprototypeof).
func reflectSetPrototypeOf(c *object.Call) (heap.Value, error) {
	o, err := c.ObjectArg(0, "Reflect.setPrototypeOf")
	if err != nil {
		return heap.Undefined, err
	}
	proto := c.Arg(1)
	if !proto.IsObject() && !proto.IsNull() {
		return heap.Undefined, c.RT.TypeError("Object prototype may only be an Object or null: %s", c.RT.Describe(proto))
	}
	ok, err := c.RT.SetPrototypeOf(o, proto)
	return heap.Bool(ok), err
}

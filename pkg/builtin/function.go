package builtin

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// functionGroup declares %Function% and %Function.prototype%
// (sec-function-objects). The prototype itself is made by the realm.
var functionGroup = &object.Group{
	Name:   "Function",
	Length: 1,
	Fn:     functionConstructor,
	Ctor:   object.FunctionConstructor,
	Proto:  object.FunctionPrototype,
	Global: true,
	Rows: []object.Row{
		{Name: "apply", Length: 2, Fn: functionApply, Intrinsic: object.FunctionProtoApply},
		{Name: "bind", Length: 1, Fn: functionBind, Leaf: leafBind},
		{Name: "call", Length: 1, Fn: functionCall, Intrinsic: object.FunctionProtoCall},
		{Name: "toString", Fn: functionToString},
		{Name: "@@hasInstance", Length: 1, Fn: functionHasInstance, Intrinsic: object.FunctionProtoHasInstance, Flags: object.RowAttrs},
	},
	Setup: functionSetup,
}

// functionSetup adds the poisoned accessors `caller` and `arguments`
// (sec-addrestrictedfunctionproperties), and the metadata of classes that have none
// (decorator metadata, sec-function.prototype-@@metadata).
func functionSetup(rt *object.Runtime, r *object.Realm, _, proto *heap.Object) {
	h := rt.Heap
	thrower := r.Intrinsic(object.ThrowTypeError).Value()
	for _, name := range [...]string{"caller", "arguments"} {
		h.AddProperty(proto, h.InternGo(name), h.NewAccessor(thrower, thrower).Value(), heap.Configurable|heap.AccessorProp)
	}
	h.AddProperty(proto, h.Symbols.Metadata, heap.Null, 0)
}

// The getters of the own accessors of sloppy functions.
var (
	functionArgumentsGroup = &object.Group{
		Name: "get arguments", Ctor: object.FunctionArgumentsGetter, NotConstructor: true,
		Fn: func(c *object.Call) (heap.Value, error) { return c.RT.FunctionArguments(c.This), nil },
	}
	functionCallerGroup = &object.Group{
		Name: "get caller", Ctor: object.FunctionCallerGetter, NotConstructor: true,
		Fn: func(c *object.Call) (heap.Value, error) { return c.RT.FunctionCaller(c.This), nil },
	}
)

// functionConstructor is Function (sec-function-p1-p2-pn-body).
func functionConstructor(c *object.Call) (heap.Value, error) {
	return c.RT.CreateDynamicFunction(c, object.DynamicNormal)
}

// functionApply is Function.prototype.apply (sec-function.prototype.apply).
func functionApply(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if !rt.IsCallable(c.This) {
		return heap.Undefined, rt.TypeError("Function.prototype.apply was called on %s, which is %s and not a function",
			rt.Describe(c.This), rt.Typeof(c.This).Str().Go(rt.Heap))
	}
	if c.Arg(1).IsNullish() {
		return rt.Call(c.This, c.Arg(0))
	}
	if !c.Arg(1).IsObject() {
		return heap.Undefined, rt.TypeError("CreateListFromArrayLike called on non-object")
	}
	if d, ok := rt.DenseElements(c.Arg(1).Object()); ok {
		return rt.Call(c.This, c.Arg(0), d...)
	}
	args, err := rt.CreateListFromArrayLike(c.Arg(1))
	if err != nil {
		return heap.Undefined, err
	}
	return rt.Call(c.This, c.Arg(0), args...)
}

// functionCall is Function.prototype.call (sec-function.prototype.call).
func functionCall(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if !rt.IsCallable(c.This) {
		return heap.Undefined, rt.TypeError("Function.prototype.call was called on %s, which is %s and not a function",
			rt.Describe(c.This), rt.Typeof(c.This).Str().Go(rt.Heap))
	}
	if len(c.Args) == 0 {
		return rt.Call(c.This, heap.Undefined)
	}
	return rt.Call(c.This, c.Args[0], c.Args[1:]...)
}

// functionBind is Function.prototype.bind (sec-function.prototype.bind).
func functionBind(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if !rt.IsCallable(c.This) {
		return heap.Undefined, rt.TypeError("Bind must be called on a function")
	}
	target := c.This.Object()
	var args []heap.Value
	if len(c.Args) > 1 {
		args = c.Args[1:]
	}
	f, err := rt.BoundFunctionCreate(target, c.Arg(0), args)
	if err != nil {
		return heap.Undefined, err
	}
	if err := rt.CopyNameAndLength(f, target, "bound", len(args)); err != nil {
		return heap.Undefined, err
	}
	return f.Value(), nil
}

// leafBind is functionBind of an ordinary function.
func leafBind(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
	if !this.IsObject() {
		return heap.Undefined, false
	}
	f, ok := rt.BindDirectly(this.Object(), args)
	if !ok {
		return heap.Undefined, false
	}
	return f.Value(), true
}

// functionToString is Function.prototype.toString (sec-function.prototype.tostring).
func functionToString(c *object.Call) (heap.Value, error) {
	if !c.RT.IsCallable(c.This) {
		return heap.Undefined, c.RT.TypeError("Function.prototype.toString requires that 'this' be a Function")
	}
	return c.RT.Text(c.RT.FunctionText(c.This.Object())), nil
}

// functionHasInstance is Function.prototype[@@hasInstance]
// (sec-function.prototype-%symbol.hasinstance%).
func functionHasInstance(c *object.Call) (heap.Value, error) {
	is, err := c.RT.OrdinaryHasInstance(c.This, c.Arg(0))
	return heap.Bool(is), err
}

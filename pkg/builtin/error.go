package builtin

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var (
	idError                   = object.NewIntrinsic() // %Error%
	idAggregateErrorPrototype = object.NewIntrinsic() // %AggregateError.prototype%
	idEvalErrorPrototype      = object.NewIntrinsic() // %EvalError.prototype%
)

// errorGroup declares %Error% (sec-error-objects) with the stack accessor of the
// error stack accessor proposal, and V8's captureStackTrace.
var errorGroup = &object.Group{
	Name:   "Error",
	Length: 1,
	Fn:     errorConstructor(object.ErrorPrototype),
	Ctor:   idError,
	Proto:  object.ErrorPrototype,
	Global: true,
	Static: []object.Row{
		{Name: "captureStackTrace", Length: 2, Fn: errorCaptureStackTrace},
		{Name: "isError", Length: 1, Fn: errorIsError},
	},
	Rows: append(errorRows("Error"),
		object.Row{Name: "stack", Get: errorStackGet, Set: errorStackSet},
		object.Row{Name: "toString", Fn: errorToString}),
}

// errorRows are the properties that every error prototype has.
func errorRows(name string) []object.Row {
	return []object.Row{
		{Name: "message", Flags: object.RowString | object.RowAttrs, Attrs: heap.HiddenAttrs},
		{Name: "name", Str: name, Flags: object.RowString | object.RowAttrs, Attrs: heap.HiddenAttrs},
	}
}

// nativeError declares a NativeError constructor (sec-nativeerror-object-structure).
func nativeError(name string, length int, fn object.HostFunc, proto object.IntrinsicID) *object.Group {
	return &object.Group{
		Name:        name,
		Length:      length,
		Fn:          fn,
		Proto:       proto,
		CtorParent:  idError,
		ProtoParent: object.ErrorPrototype,
		Global:      true,
		Rows:        errorRows(name),
	}
}

var nativeErrorGroups = []*object.Group{
	nativeError("TypeError", 1, errorConstructor(object.TypeErrorPrototype), object.TypeErrorPrototype),
	nativeError("RangeError", 1, errorConstructor(object.RangeErrorPrototype), object.RangeErrorPrototype),
	nativeError("ReferenceError", 1, errorConstructor(object.ReferenceErrorPrototype), object.ReferenceErrorPrototype),
	nativeError("SyntaxError", 1, errorConstructor(object.SyntaxErrorPrototype), object.SyntaxErrorPrototype),
	nativeError("EvalError", 1, errorConstructor(idEvalErrorPrototype), idEvalErrorPrototype),
	nativeError("URIError", 1, errorConstructor(object.URIErrorPrototype), object.URIErrorPrototype),
	nativeError("AggregateError", 2, aggregateErrorConstructor, idAggregateErrorPrototype),
	nativeError("SuppressedError", 3, suppressedErrorConstructor, object.SuppressedErrorPrototype),
}

// newError is the common beginning of the error constructors: the object with
// its message.
func newError(c *object.Call, proto object.IntrinsicID, message heap.Value) (*heap.Object, error) {
	rt := c.RT
	newTarget := c.NewTarget
	if newTarget.IsUndefined() {
		newTarget = c.Callee.Value()
	}
	p, err := rt.GetPrototypeFromConstructor(newTarget, proto)
	if err != nil {
		return nil, err
	}
	o := rt.MakeError(p.Value())
	if !message.IsUndefined() {
		s, err := rt.ToString(message)
		if err != nil {
			return nil, err
		}
		rt.Heap.AddProperty(o, rt.Heap.Names.Message, s.Value(), heap.HiddenAttrs)
	}
	return o, nil
}

// installErrorCause is InstallErrorCause (sec-installerrorcause).
func installErrorCause(rt *object.Runtime, o *heap.Object, options heap.Value) error {
	if !options.IsObject() {
		return nil
	}
	cause := rt.Heap.InternGo("cause")
	has, err := rt.HasProperty(options.Object(), cause)
	if err != nil || !has {
		return err
	}
	v, err := rt.Get(options.Object(), cause)
	if err != nil {
		return err
	}
	rt.Heap.AddProperty(o, cause, v, heap.HiddenAttrs)
	return nil
}

// errorConstructor makes the function of Error and of a NativeError
// (sec-error-message, sec-nativeerror).
func errorConstructor(proto object.IntrinsicID) object.HostFunc {
	return func(c *object.Call) (heap.Value, error) {
		o, err := newError(c, proto, c.Arg(0))
		if err != nil {
			return heap.Undefined, err
		}
		return o.Value(), installErrorCause(c.RT, o, c.Arg(1))
	}
}

// aggregateErrorConstructor is AggregateError (sec-aggregate-error).
func aggregateErrorConstructor(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, err := newError(c, idAggregateErrorPrototype, c.Arg(1))
	if err != nil {
		return heap.Undefined, err
	}
	if err := installErrorCause(rt, o, c.Arg(2)); err != nil {
		return heap.Undefined, err
	}
	list, err := rt.IterableToList(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	rt.Heap.AddProperty(o, rt.Heap.InternGo("errors"), rt.CreateArrayFromList(list).Value(), heap.HiddenAttrs)
	return o.Value(), nil
}

// suppressedErrorConstructor is SuppressedError (sec-suppressederror).
func suppressedErrorConstructor(c *object.Call) (heap.Value, error) {
	o, err := newError(c, object.SuppressedErrorPrototype, c.Arg(2))
	if err != nil {
		return heap.Undefined, err
	}
	h := c.RT.Heap
	h.AddProperty(o, h.InternGo("error"), c.Arg(0), heap.HiddenAttrs)
	h.AddProperty(o, h.InternGo("suppressed"), c.Arg(1), heap.HiddenAttrs)
	return o.Value(), nil
}

// errorIsError is Error.isError (sec-error.iserror).
func errorIsError(c *object.Call) (heap.Value, error) {
	v := c.Arg(0)
	return heap.Bool(v.IsObject() && v.Object().Class() == heap.ClassError), nil
}

// errorCaptureStackTrace is V8's Error.captureStackTrace: it gives any object a
// `stack` of the present.
func errorCaptureStackTrace(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, err := c.ObjectArg(0, "Error.captureStackTrace")
	if err != nil {
		return heap.Undefined, err
	}
	if o.Class() == heap.ClassError {
		rt.CaptureStack(o)
		return heap.Undefined, nil
	}
	e := rt.MakeError(rt.Cur.Intrinsic(object.ErrorPrototype).Value())
	d := object.DataDescriptor(rt.ErrorStack(e).Value(), heap.HiddenAttrs)
	return heap.Undefined, rt.DefinePropertyOrThrow(o, rt.Heap.InternGo("stack"), &d)
}

// errorStackGet is the getter of Error.prototype.stack
// (sec-get-error.prototype.stack).
func errorStackGet(c *object.Call) (heap.Value, error) {
	if !c.This.IsObject() {
		return heap.Undefined, c.Incompatible("get Error.prototype.stack")
	}
	o := c.This.Object()
	if o.Class() != heap.ClassError {
		return heap.Undefined, nil
	}
	return c.RT.ErrorStack(o).Value(), nil
}

// errorStackSet is the setter of Error.prototype.stack
// (sec-set-error.prototype.stack).
func errorStackSet(c *object.Call) (heap.Value, error) {
	if !c.This.IsObject() {
		return heap.Undefined, c.Incompatible("set Error.prototype.stack")
	}
	if !c.Arg(0).IsString() {
		return heap.Undefined, c.RT.TypeError("Error.prototype.stack must be set to a string")
	}
	return heap.Undefined, setterIgnoringPrototype(c.RT, c.This,
		c.Realm.Intrinsic(object.ErrorPrototype), c.RT.Heap.InternGo("stack"), c.Arg(0))
}

// setterIgnoringPrototype is SetterThatIgnoresPrototypeProperties
// (sec-SetterThatIgnoresPrototypeProperties).
func setterIgnoringPrototype(rt *object.Runtime, this heap.Value, home *heap.Object, key, v heap.Value) error {
	if !this.IsObject() {
		return rt.TypeError("%s is not an object", rt.Describe(this))
	}
	o := this.Object()
	if o == home {
		return rt.TypeError("Cannot assign to read only property '%s' of object", rt.KeyText(key))
	}
	_, ok, err := rt.GetOwnProperty(o, key)
	if err != nil {
		return err
	}
	if !ok {
		return rt.CreateDataPropertyOrThrow(o, key, v)
	}
	return rt.Set(o, key, v, true)
}

// errorToString is Error.prototype.toString (sec-error.prototype.tostring).
func errorToString(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if !c.This.IsObject() {
		return heap.Undefined, c.Incompatible("Error.prototype.toString")
	}
	o := c.This.Object()
	field := func(key, def heap.Value) (*heap.String, error) {
		v, err := rt.Get(o, key)
		if err != nil {
			return nil, err
		}
		if v.IsUndefined() {
			v = def
		}
		return rt.ToString(v)
	}
	name, err := field(rt.Heap.Names.Name, rt.Heap.InternGo("Error"))
	if err != nil {
		return heap.Undefined, err
	}
	msg, err := field(rt.Heap.Names.Message, rt.Heap.Names.Empty)
	if err != nil {
		return heap.Undefined, err
	}
	switch {
	case name.Len() == 0:
		return msg.Value(), nil
	case msg.Len() == 0:
		return name.Value(), nil
	}
	b := rt.Heap.Builder()
	b.Str(name)
	b.Go(": ")
	b.Str(msg)
	return rt.BuiltString(&b)
}

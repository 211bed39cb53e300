package builtin

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// booleanGroup declares %Boolean% and %Boolean.prototype% (sec-boolean-objects).
var booleanGroup = &object.Group{
	Name:       "Boolean",
	Length:     1,
	Fn:         booleanConstructor,
	Leaf:       leafBoolean,
	Proto:      object.BooleanPrototype,
	ProtoClass: heap.ClassBoolean,
	Global:     true,
	Rows: []object.Row{
		{Name: "toString", Fn: booleanToString},
		{Name: "valueOf", Fn: booleanValueOf},
	},
	Setup: func(rt *object.Runtime, _ *object.Realm, _, proto *heap.Object) {
		rt.Heap.SetInternal(proto, 0, heap.False)
	},
}

// booleanConstructor is Boolean (sec-boolean-constructor-boolean-value).
func booleanConstructor(c *object.Call) (heap.Value, error) {
	b := heap.Bool(object.ToBoolean(c.Arg(0)))
	if c.NewTarget.IsUndefined() {
		return b, nil
	}
	o, err := c.RT.OrdinaryCreateFromConstructor(c.NewTarget, object.BooleanPrototype, heap.ClassBoolean)
	if err != nil {
		return heap.Undefined, err
	}
	c.RT.Heap.SetInternal(o, 0, b)
	return o.Value(), nil
}

// thisBoolean is ThisBooleanValue (sec-thisbooleanvalue).
func thisBoolean(c *object.Call, method string) (heap.Value, error) {
	if c.This.IsBool() {
		return c.This, nil
	}
	if c.This.IsObject() && c.This.Object().Class() == heap.ClassBoolean {
		return c.This.Object().Internal(0), nil
	}
	return heap.Undefined, c.Incompatible(method)
}

// booleanToString is Boolean.prototype.toString (sec-boolean.prototype.tostring).
func booleanToString(c *object.Call) (heap.Value, error) {
	b, err := thisBoolean(c, "Boolean.prototype.toString")
	if err != nil {
		return heap.Undefined, err
	}
	s, err := c.RT.ToString(b)
	if err != nil {
		return heap.Undefined, err
	}
	return s.Value(), nil
}

// booleanValueOf is Boolean.prototype.valueOf (sec-boolean.prototype.valueof).
func booleanValueOf(c *object.Call) (heap.Value, error) {
	return thisBoolean(c, "Boolean.prototype.valueOf")
}

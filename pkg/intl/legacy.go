package intl

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// idFallback is an object that holds %Intl%.[[FallbackSymbol]] of its realm.
var idFallback = object.NewIntrinsic()

// fallbackGroup makes it: nobody but the functions here sees it.
var fallbackGroup = &object.Group{
	Name:       "IntlFallback",
	Proto:      idFallback,
	ProtoClass: heap.ClassSymbol,
	Setup: func(rt *object.Runtime, _ *object.Realm, _, holder *heap.Object) {
		rt.Heap.SetInternal(holder, 0, rt.Heap.NewSymbol(rt.Heap.NewString("IntlLegacyConstructedSymbol").Value()).Value())
	},
}

// fallbackSymbol is %Intl%.[[FallbackSymbol]].
func fallbackSymbol(c *object.Call) heap.Value { return c.Realm.Intrinsic(idFallback).Internal(0) }

// chainFormat is ChainNumberFormat (sec-chainnumberformat), and ChainDateTimeFormat, of a new object.
func chainFormat(c *object.Call, o *heap.Object, constructor object.IntrinsicID) (heap.Value, error) {
	if !c.NewTarget.IsUndefined() {
		return o.Value(), nil
	}
	rt := c.RT
	is, err := rt.OrdinaryHasInstance(c.Realm.Intrinsic(constructor).Value(), c.This)
	if err != nil || !is {
		return o.Value(), err
	}
	d := object.DataDescriptor(o.Value(), 0)
	if err := rt.DefinePropertyOrThrow(c.This.Object(), fallbackSymbol(c), &d); err != nil {
		return heap.Undefined, err
	}
	return c.This, nil
}

// unwrapFormat is UnwrapNumberFormat (sec-unwrapnumberformat), and UnwrapDateTimeFormat, of the this value.
func unwrapFormat(c *object.Call, constructor object.IntrinsicID, class heap.Class) (heap.Value, error) {
	if !c.This.IsObject() || c.This.Object().Class() == class {
		return c.This, nil
	}
	is, err := c.RT.OrdinaryHasInstance(c.Realm.Intrinsic(constructor).Value(), c.This)
	if err != nil || !is {
		return c.This, err
	}
	return c.RT.Get(c.This.Object(), fallbackSymbol(c))
}

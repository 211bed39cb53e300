package builtin

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var idShadowRealmPrototype = object.NewIntrinsic() // %ShadowRealm.prototype%

// shadowRealmGroup declares %ShadowRealm% and its prototype (sec-shadowrealm-objects of the
// proposal). What crosses the boundary is defined by package object.
var shadowRealmGroup = &object.Group{
	Name:   "ShadowRealm",
	Fn:     shadowRealmConstructor,
	Proto:  idShadowRealmPrototype,
	Global: true,
	Rows: []object.Row{
		{Name: "evaluate", Length: 1, Fn: shadowRealmEvaluate},
		{Name: "importValue", Length: 2, Fn: shadowRealmImportValue},
		{Name: "@@toStringTag", Str: "ShadowRealm", Flags: object.RowString},
	},
}

// shadowRealmConstructor is ShadowRealm (sec-shadowrealm).
func shadowRealmConstructor(c *object.Call) (heap.Value, error) {
	if c.NewTarget.IsUndefined() {
		return heap.Undefined, c.RT.TypeError("Constructor ShadowRealm requires 'new'")
	}
	o, err := c.RT.OrdinaryCreateFromConstructor(c.NewTarget, idShadowRealmPrototype, heap.ClassShadowRealm)
	if err != nil {
		return heap.Undefined, err
	}
	return o.Value(), c.RT.InitializeShadowRealm(o)
}

// shadowRealmEvaluate is ShadowRealm.prototype.evaluate (sec-shadowrealm.prototype.evaluate).
func shadowRealmEvaluate(c *object.Call) (heap.Value, error) {
	realm := c.RT.ShadowRealmOf(c.This)
	if realm == nil {
		return heap.Undefined, c.Incompatible("ShadowRealm.prototype.evaluate")
	}
	if !c.Arg(0).IsString() {
		return heap.Undefined, c.RT.TypeError("ShadowRealm.prototype.evaluate wants a string, not %s", c.RT.Describe(c.Arg(0)))
	}
	return c.RT.PerformShadowRealmEval(c.Arg(0), realm)
}

// shadowRealmImportValue is ShadowRealm.prototype.importValue
// (sec-shadowrealm.prototype.importvalue).
func shadowRealmImportValue(c *object.Call) (heap.Value, error) {
	realm := c.RT.ShadowRealmOf(c.This)
	if realm == nil {
		return heap.Undefined, c.Incompatible("ShadowRealm.prototype.importValue")
	}
	specifier, err := c.RT.ToString(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	if !c.Arg(1).IsString() {
		return heap.Undefined, c.RT.TypeError("ShadowRealm.prototype.importValue wants the name of an export, not %s", c.RT.Describe(c.Arg(1)))
	}
	return c.RT.ShadowRealmImportValue(specifier.Value(), c.Arg(1), realm)
}

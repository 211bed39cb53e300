package builtin

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// Intrinsics that only hosts give to scripts.
var (
	AbstractModuleSource          = object.NewIntrinsic() // %AbstractModuleSource%
	AbstractModuleSourcePrototype = object.NewIntrinsic() // %AbstractModuleSource.prototype%
)

// moduleSourceGroup declares %AbstractModuleSource%
// (sec-%abstractmodulesource%-constructor), the parent of the objects that
// `import source` gives. It is not a property of the global object.
var moduleSourceGroup = &object.Group{
	Name:  "AbstractModuleSource",
	Fn:    moduleSourceConstructor,
	Ctor:  AbstractModuleSource,
	Proto: AbstractModuleSourcePrototype,
	Rows: []object.Row{
		{Name: "@@toStringTag", Get: moduleSourceTag},
	},
}

// moduleSourceConstructor is %AbstractModuleSource% (sec-%abstractmodulesource%),
// which always throws.
func moduleSourceConstructor(c *object.Call) (heap.Value, error) {
	return heap.Undefined, c.RT.TypeError("Abstract class AbstractModuleSource not directly constructable")
}

// moduleSourceTag is get %AbstractModuleSource%.prototype[@@toStringTag]: the
// class name of a module source object, undefined for anything else.
func moduleSourceTag(c *object.Call) (heap.Value, error) {
	if !c.This.IsObject() {
		return heap.Undefined, nil
	}
	o := c.This.Object()
	if o.Class() != heap.ClassHost {
		return heap.Undefined, nil
	}
	return o.Internal(object.HostModuleSource), nil
}

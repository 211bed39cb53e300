package web

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var idCustomEventPrototype = object.NewIntrinsic()

// customEventGroup declares CustomEvent (https://dom.spec.whatwg.org/#interface-customevent).
var customEventGroup = &object.Group{
	Name:        "CustomEvent",
	Length:      1,
	Fn:          newCustomEvent,
	CtorParent:  idEvent,
	Proto:       idCustomEventPrototype,
	ProtoParent: idEventPrototype,
	Global:      true,
	Rows: []object.Row{
		{Name: "detail", Get: eventDetail},
		{Name: "initCustomEvent", Length: 1, Fn: initCustomEvent},
		{Name: "@@toStringTag", Str: "CustomEvent", Flags: object.RowString},
	},
}

// newCustomEvent is CustomEvent.
func newCustomEvent(c *object.Call) (heap.Value, error) {
	return constructEvent(c, idCustomEventPrototype)
}

// thisCustomEvent is the receiver of the method that errors call what.
func thisCustomEvent(c *object.Call, what string) (*event, error) {
	e, err := object.ThisHost[*event](c, what)
	if err == nil && !e.custom {
		err = c.Incompatible(what)
	}
	return e, err
}

// eventDetail is the getter CustomEvent.prototype.detail.
func eventDetail(c *object.Call) (heap.Value, error) {
	if _, err := thisCustomEvent(c, "CustomEvent.prototype.detail"); err != nil {
		return heap.Undefined, err
	}
	return object.HostSlot(c.This.Object(), eventDetailSlot), nil
}

// initCustomEvent is CustomEvent.prototype.initCustomEvent.
func initCustomEvent(c *object.Call) (heap.Value, error) {
	e, err := thisCustomEvent(c, "CustomEvent.prototype.initCustomEvent")
	if err != nil {
		return heap.Undefined, err
	}
	dispatched := e.dispatched
	if _, err := eventInit(c); err != nil || dispatched {
		return heap.Undefined, err
	}
	detail := heap.Null
	if len(c.Args) > 3 {
		detail = c.Args[3]
	}
	c.RT.SetHostSlot(c.This.Object(), eventDetailSlot, detail)
	return heap.Undefined, nil
}

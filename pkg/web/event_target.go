package web

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var (
	idEventTarget          = object.NewIntrinsic()
	idEventTargetPrototype = object.NewIntrinsic()
)

// eventTarget is what an EventTarget is in Go. Hidden value callbackSlot of its object is an
// array with the callbacks of listeners at their places.
type eventTarget struct {
	listeners []*listener
	free      []int // places in the array
	places    int
}

// listener is an event listener (https://dom.spec.whatwg.org/#concept-event-listener).
type listener struct {
	name                   string
	capture, once, passive bool
	removed                bool
	place                  int // of the callback; handlerPlace for an event handler
}

// handlerPlace stands for the value of an attribute such as onabort, in handlerSlot.
const handlerPlace = -1

// Hidden values of an event target. Those from handlerSlot on are of signals alone.
const (
	callbackSlot = iota
	targetSlots
)

// listenerBytes is about what a listener takes in Go.
const listenerBytes = 112

// targeted is implemented by what is an EventTarget in Go.
type targeted interface{ events() *eventTarget }

func (t *eventTarget) events() *eventTarget { return t }

var targetGroup = &object.Group{
	Name:   "EventTarget",
	Fn:     newEventTarget,
	Ctor:   idEventTarget,
	Proto:  idEventTargetPrototype,
	Global: true,
	Rows: []object.Row{
		{Name: "addEventListener", Length: 2, Fn: addEventListener},
		{Name: "removeEventListener", Length: 2, Fn: removeEventListener},
		{Name: "dispatchEvent", Length: 1, Fn: dispatchEvent},
		{Name: "@@toStringTag", Str: "EventTarget", Flags: object.RowString},
	},
}

// newEventTarget is EventTarget.
func newEventTarget(c *object.Call) (heap.Value, error) {
	if c.NewTarget.IsUndefined() {
		return heap.Undefined, c.NeedsNew()
	}
	proto, err := c.RT.GetPrototypeFromConstructor(c.NewTarget, idEventTargetPrototype)
	if err != nil {
		return heap.Undefined, err
	}
	o := c.RT.NewHostObjectOf(proto.Value(), targetSlots)
	c.RT.SetHostValue(o, new(eventTarget), listenerBytes)
	return o.Value(), nil
}

// listenerArgs are the arguments of addEventListener and removeEventListener.
type listenerArgs struct {
	listener
	target   *eventTarget
	callback heap.Value
	signal   *heap.Object // nil without
}

func readListener(c *object.Call, method string, adds bool) (a listenerArgs, err error) {
	rt := c.RT
	t, err := object.ThisHost[targeted](c, method)
	if err != nil {
		return a, err
	}
	a.target = t.events()
	if len(c.Args) < 2 {
		return a, rt.TypeError("%s needs a type and a listener", method)
	}
	if a.name, err = rt.ToGoString(c.Arg(0)); err != nil {
		return a, err
	}
	if a.callback = c.Arg(1); !a.callback.IsNullish() && !a.callback.IsObject() {
		return a, rt.TypeError("The listener of an event must be an object, not %s", rt.Describe(a.callback))
	}
	options := c.Arg(2)
	if !options.IsObject() {
		a.capture = object.ToBoolean(options)
		return a, nil
	}
	flags := map[string]*bool{"capture": &a.capture, "once": &a.once, "passive": &a.passive}
	if !adds {
		return a, readFlags(rt, options, flags, "capture")
	}
	if err := readFlags(rt, options, flags, "capture", "once", "passive"); err != nil {
		return a, err
	}
	signal, err := rt.Get(options.Object(), rt.Heap.InternGo("signal"))
	if err == nil && !signal.IsUndefined() {
		if _, ok := object.HostValue[*abortSignal](rt, signal); !ok {
			return a, rt.TypeError("The option signal must be an AbortSignal, not %s", rt.Describe(signal))
		}
		a.signal = signal.Object()
	}
	return a, err
}

// addEventListener is EventTarget.prototype.addEventListener.
func addEventListener(c *object.Call) (heap.Value, error) {
	a, err := readListener(c, "addEventListener", true)
	if err != nil || a.callback.IsNullish() {
		return heap.Undefined, err
	}
	o := c.This.Object()
	if a.signal != nil && signalOf(c.RT, a.signal).aborted {
		return heap.Undefined, nil
	}
	found, err := a.target.find(c.RT, o, &a)
	if err != nil || found != nil {
		return heap.Undefined, err
	}
	l := a.listener
	if err := a.target.add(c.RT, o, &l, a.callback); err != nil {
		return heap.Undefined, err
	}
	if a.signal != nil {
		target := a.target
		return heap.Undefined, addAlgorithm(c.RT, a.signal, o.Value(), func(rt *object.Runtime, v heap.Value) error {
			target.remove(rt, v.Object(), &l)
			return nil
		})
	}
	return heap.Undefined, nil
}

// removeEventListener is EventTarget.prototype.removeEventListener.
func removeEventListener(c *object.Call) (heap.Value, error) {
	a, err := readListener(c, "removeEventListener", false)
	if err != nil {
		return heap.Undefined, err
	}
	l, err := a.target.find(c.RT, c.This.Object(), &a)
	if err == nil && l != nil {
		a.target.remove(c.RT, c.This.Object(), l)
	}
	return heap.Undefined, err
}

// find returns the listener of o with that type, callback and capture; nil if there is none.
func (t *eventTarget) find(rt *object.Runtime, o *heap.Object, a *listenerArgs) (*listener, error) {
	for _, l := range t.listeners {
		if err := rt.Step(); err != nil {
			return nil, err
		}
		if l.place != handlerPlace && l.name == a.name && l.capture == a.capture && t.callback(o, l) == a.callback {
			return l, nil
		}
	}
	return nil, nil
}

func (t *eventTarget) callback(o *heap.Object, l *listener) heap.Value {
	if l.place == handlerPlace {
		return object.HostSlot(o, handlerSlot)
	}
	return object.HostSlot(o, callbackSlot).Object().Dense()[l.place]
}

// add appends a listener of o.
func (t *eventTarget) add(rt *object.Runtime, o *heap.Object, l *listener, callback heap.Value) error {
	if n := len(t.free); n > 0 {
		l.place = t.free[n-1]
		t.free = t.free[:n-1]
	} else {
		l.place = t.places
		t.places++
	}
	if err := storeAt(rt, o, callbackSlot, l.place, callback); err != nil {
		return err
	}
	t.append(rt, o, l)
	return nil
}

func (t *eventTarget) append(rt *object.Runtime, o *heap.Object, l *listener) {
	t.listeners = append(t.listeners, l)
	rt.SetHostSize(o, listenerBytes*int64(1+cap(t.listeners)))
}

// remove takes out a listener of o.
func (t *eventTarget) remove(rt *object.Runtime, o *heap.Object, l *listener) {
	if l.removed {
		return
	}
	l.removed = true
	t.listeners = slices.DeleteFunc(slices.Clone(t.listeners), func(x *listener) bool { return x == l })
	rt.Work(len(t.listeners))
	if l.place != handlerPlace {
		_ = storeAt(rt, o, callbackSlot, l.place, heap.Undefined) // within the array: nothing to fail
		t.free = append(t.free, l.place)
	}
}

// storeAt stores v at place i of the array in a hidden value of o, which is at most one longer.
func storeAt(rt *object.Runtime, o *heap.Object, slot, i int, v heap.Value) error {
	list := object.HostSlot(o, slot)
	if list.IsUndefined() {
		list = rt.NewArray().Value()
		rt.SetHostSlot(o, slot, list)
	}
	return rt.Set(list.Object(), heap.Int(int32(i)), v, true)
}

// dispatchEvent is EventTarget.prototype.dispatchEvent.
func dispatchEvent(c *object.Call) (heap.Value, error) {
	if _, err := object.ThisHost[targeted](c, "dispatchEvent"); err != nil {
		return heap.Undefined, err
	}
	e, ok := object.HostValue[*event](c.RT, c.Arg(0))
	if !ok {
		return heap.Undefined, c.RT.TypeError("dispatchEvent wants an Event, not %s", c.RT.Describe(c.Arg(0)))
	}
	if e.dispatched {
		return heap.Undefined, c.RT.Throw(newException(c.RT, "The event is already being dispatched.", "InvalidStateError").Value())
	}
	e.trusted = false
	err := dispatch(c.RT, c.This.Object(), c.Arg(0).Object(), e)
	return heap.Bool(!e.canceled), err
}

// dispatch is https://dom.spec.whatwg.org/#concept-event-dispatch for a target without parent.
// The error ends the script.
func dispatch(rt *object.Runtime, target, ev *heap.Object, e *event) error {
	rt.SetHostSlot(ev, eventTargetSlot, target.Value())
	rt.SetHostSlot(ev, eventCurrentSlot, target.Value())
	e.dispatched, e.phase = true, phaseTarget
	err := invokeListeners(rt, target, ev, e, true)
	if err == nil && !e.stopped {
		err = invokeListeners(rt, target, ev, e, false)
	}
	e.dispatched, e.phase, e.stopped, e.stoppedNow = false, phaseNone, false, false
	rt.SetHostSlot(ev, eventCurrentSlot, heap.Null)
	return err
}

// invokeListeners is https://dom.spec.whatwg.org/#concept-event-listener-inner-invoke.
func invokeListeners(rt *object.Runtime, target, ev *heap.Object, e *event, capture bool) error {
	x, _ := object.HostValue[targeted](rt, target.Value())
	t := x.events()
	for _, l := range t.listeners { // of which remove makes another list, and add does not see the end
		if err := rt.Step(); err != nil {
			return err
		}
		if l.removed || l.name != e.name || l.capture != capture {
			continue
		}
		mark := rt.Heap.OpenScope()
		callback := rt.Heap.Keep(t.callback(target, l))
		if l.once {
			t.remove(rt, target, l)
		}
		e.passive = l.passive
		err := callListener(rt, callback, target, ev)
		e.passive = false
		rt.Heap.CloseScope(mark)
		if err != nil {
			return err
		}
		if e.stoppedNow {
			return nil
		}
	}
	return nil
}

// callListener calls a callback. What it throws is reported: a task throws it.
func callListener(rt *object.Runtime, callback heap.Value, target, ev *heap.Object) error {
	f, this := callback, target.Value()
	var err error
	if !rt.IsCallable(callback) {
		this = callback
		if f, err = rt.Get(callback.Object(), rt.Heap.InternGo("handleEvent")); err == nil && !rt.IsCallable(f) {
			err = rt.TypeError("The handleEvent of a listener must be a function, not %s", rt.Describe(f))
		}
	}
	if err == nil {
		_, err = rt.Call(f, this, ev.Value())
	}
	if t, ok := err.(*object.Throw); ok {
		rt.Queue.AddTask(func() error { return t }, t.Value)
		return nil
	}
	return err
}

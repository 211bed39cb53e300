package web

import (
	"time"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// Events is the library with Event, CustomEvent and EventTarget (https://dom.spec.whatwg.org/#events),
// DOMException, and AbortController and AbortSignal
// (https://dom.spec.whatwg.org/#aborting-ongoing-activities). Event targets form no tree: an
// event has one target, and neither is captured above it nor bubbles.
//
// What a listener throws ends the event loop, as it does in the callback of a timer.
func Events() *object.Library { return eventLibrary }

var eventLibrary = &object.Library{
	Name:         "web.Events",
	ShadowRealms: true,
	Groups:       []*object.Group{exceptionGroup, eventGroup, trustedGroup, customEventGroup, targetGroup, signalGroup, controllerGroup},
	Signals: &object.Signals{
		New: newContextSignal, Watch: watchSignal, Reason: signalReason,
		Follow: followSignal, Unfollow: unfollowSignal, Abort: abort,
	},
}

// The phases of an event.
const (
	phaseNone   = 0
	phaseTarget = 2
)

var (
	idEvent          = object.NewIntrinsic()
	idEventPrototype = object.NewIntrinsic()
	idTrustedGetter  = object.NewIntrinsic()
)

// event is what an Event is in Go. Its hidden values are its target and its current target.
type event struct {
	name                          string
	bubbles, cancelable, composed bool
	dispatched, trusted           bool // now; by the engine
	stopped, stoppedNow           bool
	canceled, passive             bool
	custom                        bool // a CustomEvent
	phase                         int
	time                          time.Duration
}

const (
	eventTargetSlot = iota
	eventCurrentSlot
	eventDetailSlot // of a CustomEvent
	eventSlots
)

// eventBytes is about what an event takes in Go.
const eventBytes = 128

var eventGroup = &object.Group{
	Name:   "Event",
	Length: 1,
	Fn:     newEvent,
	Ctor:   idEvent,
	Proto:  idEventPrototype,
	Global: true,
	Static: eventPhases,
	Rows: append([]object.Row{
		eventGetter("type", func(c *object.Call, e *event) heap.Value { return c.RT.Heap.NewString(e.name).Value() }),
		{Name: "target", Get: eventSlot(eventTargetSlot)},
		{Name: "srcElement", Get: eventSlot(eventTargetSlot)},
		{Name: "currentTarget", Get: eventSlot(eventCurrentSlot)},
		eventGetter("eventPhase", func(_ *object.Call, e *event) heap.Value { return heap.Int(int32(e.phase)) }),
		eventGetter("bubbles", func(_ *object.Call, e *event) heap.Value { return heap.Bool(e.bubbles) }),
		eventGetter("cancelable", func(_ *object.Call, e *event) heap.Value { return heap.Bool(e.cancelable) }),
		eventGetter("defaultPrevented", func(_ *object.Call, e *event) heap.Value { return heap.Bool(e.canceled) }),
		eventGetter("composed", func(_ *object.Call, e *event) heap.Value { return heap.Bool(e.composed) }),
		eventGetter("timeStamp", func(_ *object.Call, e *event) heap.Value {
			return heap.Number(float64(e.time) / float64(time.Millisecond))
		}),
		{Name: "cancelBubble", Get: eventGet(func(_ *object.Call, e *event) heap.Value { return heap.Bool(e.stopped) }),
			Set: eventSet(func(e *event, on bool) { e.stopped = e.stopped || on })},
		{Name: "returnValue", Get: eventGet(func(_ *object.Call, e *event) heap.Value { return heap.Bool(!e.canceled) }),
			Set: eventSet(func(e *event, on bool) {
				if !on {
					e.cancel()
				}
			})},
		{Name: "composedPath", Fn: eventComposedPath},
		{Name: "stopPropagation", Fn: eventDo(func(e *event) { e.stopped = true })},
		{Name: "stopImmediatePropagation", Fn: eventDo(func(e *event) { e.stopped, e.stoppedNow = true, true })},
		{Name: "preventDefault", Fn: eventDo((*event).cancel)},
		{Name: "initEvent", Length: 1, Fn: eventInit},
		{Name: "@@toStringTag", Str: "Event", Flags: object.RowString},
	}, eventPhases...),
}

// trustedGroup is the getter that every event has for isTrusted, which is a property of its own so
// that no script can forge it (https://webidl.spec.whatwg.org/#LegacyUnforgeable).
var trustedGroup = &object.Group{
	Name:           "get isTrusted",
	Fn:             eventGet(func(_ *object.Call, e *event) heap.Value { return heap.Bool(e.trusted) }),
	Ctor:           idTrustedGetter,
	NotConstructor: true,
}

var eventPhases = []object.Row{
	{Name: "NONE", Num: phaseNone, Flags: object.RowNumber},
	{Name: "CAPTURING_PHASE", Num: 1, Flags: object.RowNumber},
	{Name: "AT_TARGET", Num: phaseTarget, Flags: object.RowNumber},
	{Name: "BUBBLING_PHASE", Num: 3, Flags: object.RowNumber},
}

// eventGet makes the function of a getter.
func eventGet(f func(c *object.Call, e *event) heap.Value) object.HostFunc {
	return func(c *object.Call) (heap.Value, error) {
		e, err := object.ThisHost[*event](c, "Event")
		if err != nil {
			return heap.Undefined, err
		}
		return f(c, e), nil
	}
}

func eventGetter(name string, f func(c *object.Call, e *event) heap.Value) object.Row {
	return object.Row{Name: name, Get: eventGet(f)}
}

// eventSet makes the function of a setter of a boolean.
func eventSet(f func(e *event, on bool)) object.HostFunc {
	return func(c *object.Call) (heap.Value, error) {
		e, err := object.ThisHost[*event](c, "Event")
		if err == nil {
			f(e, object.ToBoolean(c.Arg(0)))
		}
		return heap.Undefined, err
	}
}

// eventDo makes a method without arguments and result.
func eventDo(f func(e *event)) object.HostFunc {
	return func(c *object.Call) (heap.Value, error) {
		e, err := object.ThisHost[*event](c, "Event")
		if err == nil {
			f(e)
		}
		return heap.Undefined, err
	}
}

// eventSlot makes the getter of one of the targets.
func eventSlot(slot int) object.HostFunc {
	return func(c *object.Call) (heap.Value, error) {
		if _, err := object.ThisHost[*event](c, "Event"); err != nil {
			return heap.Undefined, err
		}
		return object.HostSlot(c.This.Object(), slot), nil
	}
}

// cancel sets the canceled flag (https://dom.spec.whatwg.org/#set-the-canceled-flag).
func (e *event) cancel() {
	if e.cancelable && !e.passive {
		e.canceled = true
	}
}

// newEvent is Event.
func newEvent(c *object.Call) (heap.Value, error) { return constructEvent(c, idEventPrototype) }

// constructEvent makes an event whose prototype is that of new.target, or else the intrinsic.
func constructEvent(c *object.Call, intrinsic object.IntrinsicID) (heap.Value, error) {
	if c.NewTarget.IsUndefined() {
		return heap.Undefined, c.NeedsNew()
	}
	if len(c.Args) == 0 {
		return heap.Undefined, c.RT.TypeError("An event needs a type")
	}
	name, err := c.RT.ToGoString(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	e := &event{name: name, time: c.RT.Elapsed(), custom: intrinsic == idCustomEventPrototype}
	flags := map[string]*bool{"bubbles": &e.bubbles, "cancelable": &e.cancelable, "composed": &e.composed}
	if err := readFlags(c.RT, c.Arg(1), flags, "bubbles", "cancelable", "composed"); err != nil {
		return heap.Undefined, err
	}
	detail := heap.Null
	if e.custom && c.Arg(1).IsObject() {
		if detail, err = c.RT.Get(c.Arg(1).Object(), c.RT.Heap.InternGo("detail")); err != nil {
			return heap.Undefined, err
		}
		if c.RT.Heap.Keep(detail); detail.IsUndefined() {
			detail = heap.Null
		}
	}
	proto, err := c.RT.GetPrototypeFromConstructor(c.NewTarget, intrinsic)
	if err != nil {
		return heap.Undefined, err
	}
	o := makeEvent(c.RT, e, proto.Value())
	c.RT.SetHostSlot(o, eventDetailSlot, detail)
	return o.Value(), nil
}

func makeEvent(rt *object.Runtime, e *event, proto heap.Value) *heap.Object {
	o := rt.NewHostObjectOf(proto, eventSlots)
	rt.SetHostValue(o, e, eventBytes+int64(len(e.name)))
	rt.SetHostSlot(o, eventTargetSlot, heap.Null)
	rt.SetHostSlot(o, eventCurrentSlot, heap.Null)
	rt.SetHostSlot(o, eventDetailSlot, heap.Null)
	getter := rt.Cur.Intrinsic(idTrustedGetter).Value()
	rt.Heap.AddProperty(o, rt.Heap.InternGo("isTrusted"), rt.Heap.NewAccessor(getter, heap.Undefined).Value(), heap.AccessorProp|heap.Enumerable)
	return o
}

// readFlags reads booleans of a dictionary, which may be missing, in the order of names.
func readFlags(rt *object.Runtime, dictionary heap.Value, flags map[string]*bool, names ...string) error {
	if dictionary.IsNullish() {
		return nil
	}
	if !dictionary.IsObject() {
		return rt.TypeError("%s is no dictionary", rt.Describe(dictionary))
	}
	for _, name := range names {
		v, err := rt.Get(dictionary.Object(), rt.Heap.InternGo(name))
		if err != nil {
			return err
		}
		if !v.IsUndefined() {
			*flags[name] = object.ToBoolean(v)
		}
	}
	return nil
}

// eventComposedPath is Event.prototype.composedPath: the target, while the event is dispatched.
func eventComposedPath(c *object.Call) (heap.Value, error) {
	if _, err := object.ThisHost[*event](c, "Event.prototype.composedPath"); err != nil {
		return heap.Undefined, err
	}
	if current := object.HostSlot(c.This.Object(), eventCurrentSlot); !current.IsNull() {
		return c.RT.NewArray(current).Value(), nil
	}
	return c.RT.NewArray().Value(), nil
}

// eventInit is Event.prototype.initEvent.
func eventInit(c *object.Call) (heap.Value, error) {
	e, err := object.ThisHost[*event](c, "Event.prototype.initEvent")
	if err != nil {
		return heap.Undefined, err
	}
	if len(c.Args) == 0 {
		return heap.Undefined, c.RT.TypeError("initEvent needs a type")
	}
	name, err := c.RT.ToGoString(c.Arg(0))
	if err != nil || e.dispatched {
		return heap.Undefined, err
	}
	*e = event{name: name, bubbles: object.ToBoolean(c.Arg(1)), cancelable: object.ToBoolean(c.Arg(2)), time: e.time, custom: e.custom}
	c.RT.SetHostSlot(c.This.Object(), eventTargetSlot, heap.Null)
	return heap.Undefined, nil
}

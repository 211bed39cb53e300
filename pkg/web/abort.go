package web

import (
	"math"
	"slices"
	"time"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var (
	idSignalPrototype     = object.NewIntrinsic()
	idControllerPrototype = object.NewIntrinsic()
)

// abortSignal is what an AbortSignal is in Go.
type abortSignal struct {
	eventTarget
	aborted    bool
	dependent  bool // AbortSignal.any has made it
	algorithms []algorithm
}

// algorithm is what happens when a signal aborts, before its event (https://dom.spec.whatwg.org/#abortsignal-abort-algorithms).
// It gets the value that the array in algorithmSlot has at its place.
type algorithm func(rt *object.Runtime, v heap.Value) error

// Hidden values of a signal, besides those of an event target.
const (
	handlerSlot   = targetSlots + iota // onabort
	reasonSlot                         // what it was aborted with
	algorithmSlot                      // array: values of the algorithms
	dependentSlot                      // array: the signals that AbortSignal.any made of it
	sourceSlot                         // array: the signals of which AbortSignal.any made it
	signalSlots
)

// signalBytes is about what a signal takes in Go.
const signalBytes = 256

const abortEvent = "abort"

var signalGroup = &object.Group{
	Name:        "AbortSignal",
	Fn:          func(c *object.Call) (heap.Value, error) { return heap.Undefined, c.RT.TypeError("Illegal constructor") },
	CtorParent:  idEventTarget,
	Proto:       idSignalPrototype,
	ProtoParent: idEventTargetPrototype,
	Global:      true,
	Static: []object.Row{
		{Name: "abort", Fn: signalAbort},
		{Name: "timeout", Length: 1, Fn: signalTimeout},
		{Name: "any", Length: 1, Fn: signalAny},
	},
	Rows: []object.Row{
		{Name: "aborted", Get: func(c *object.Call) (heap.Value, error) {
			s, err := object.ThisHost[*abortSignal](c, "get AbortSignal.prototype.aborted")
			return heap.Bool(err == nil && s.aborted), err
		}},
		{Name: "reason", Get: func(c *object.Call) (heap.Value, error) {
			if _, err := object.ThisHost[*abortSignal](c, "get AbortSignal.prototype.reason"); err != nil {
				return heap.Undefined, err
			}
			return object.HostSlot(c.This.Object(), reasonSlot), nil
		}},
		{Name: "throwIfAborted", Fn: throwIfAborted},
		{Name: "onabort", Get: getOnAbort, Set: setOnAbort},
		{Name: "@@toStringTag", Str: "AbortSignal", Flags: object.RowString},
	},
}

// controllerGroup declares AbortController: hidden value 0 is its signal.
var controllerGroup = &object.Group{
	Name:   "AbortController",
	Fn:     newController,
	Proto:  idControllerPrototype,
	Global: true,
	Rows: []object.Row{
		{Name: "signal", Get: func(c *object.Call) (heap.Value, error) { return controlled(c, "get AbortController.prototype.signal") }},
		{Name: "abort", Fn: controllerAbort},
		{Name: "@@toStringTag", Str: "AbortController", Flags: object.RowString},
	},
}

// controller is what an AbortController is in Go.
type controller struct{}

// newController is AbortController.
func newController(c *object.Call) (heap.Value, error) {
	if c.NewTarget.IsUndefined() {
		return heap.Undefined, c.NeedsNew()
	}
	proto, err := c.RT.GetPrototypeFromConstructor(c.NewTarget, idControllerPrototype)
	if err != nil {
		return heap.Undefined, err
	}
	o := c.RT.NewHostObjectOf(proto.Value(), 1)
	c.RT.SetHostValue(o, controller{}, 0)
	c.RT.SetHostSlot(o, 0, newSignal(c.RT).Value())
	return o.Value(), nil
}

// controlled is the signal of the receiver.
func controlled(c *object.Call, method string) (heap.Value, error) {
	if _, err := object.ThisHost[controller](c, method); err != nil {
		return heap.Undefined, err
	}
	return object.HostSlot(c.This.Object(), 0), nil
}

// controllerAbort is AbortController.prototype.abort.
func controllerAbort(c *object.Call) (heap.Value, error) {
	signal, err := controlled(c, "AbortController.prototype.abort")
	if err != nil {
		return heap.Undefined, err
	}
	return heap.Undefined, abort(c.RT, signal.Object(), c.Arg(0))
}

// newSignal makes a signal that is not aborted.
func newSignal(rt *object.Runtime) *heap.Object {
	o := rt.NewHostObjectOf(rt.Cur.Intrinsic(idSignalPrototype).Value(), signalSlots)
	rt.SetHostValue(o, new(abortSignal), signalBytes)
	rt.SetHostSlot(o, handlerSlot, heap.Null)
	return o
}

func signalOf(rt *object.Runtime, o *heap.Object) *abortSignal {
	s, _ := object.HostValue[*abortSignal](rt, o.Value())
	return s
}

// addAlgorithm adds what happens with v when the signal o aborts.
func addAlgorithm(rt *object.Runtime, o *heap.Object, v heap.Value, f algorithm) error {
	s := signalOf(rt, o)
	if err := storeAt(rt, o, algorithmSlot, len(s.algorithms), v); err != nil {
		return err
	}
	s.algorithms = append(s.algorithms, f)
	rt.SetHostSize(o, signalBytes+listenerBytes*int64(cap(s.listeners)+cap(s.algorithms)))
	return nil
}

// mark is the part of https://dom.spec.whatwg.org/#abortsignal-signal-abort that nobody sees: the
// signal o is aborted with reason.
func (s *abortSignal) mark(rt *object.Runtime, o *heap.Object, reason heap.Value) {
	s.aborted = true
	rt.SetHostSlot(o, reasonSlot, reason)
}

// abort is https://dom.spec.whatwg.org/#abortsignal-signal-abort. The error ends the script.
func abort(rt *object.Runtime, o *heap.Object, reason heap.Value) error {
	s := signalOf(rt, o)
	if s.aborted {
		return nil
	}
	if reason.IsUndefined() {
		reason = rt.Heap.Keep(newException(rt, "This operation was aborted", "AbortError").Value())
	}
	s.mark(rt, o, reason)
	run := []*heap.Object{o}
	for _, v := range elements(object.HostSlot(o, dependentSlot)) {
		if err := rt.Step(); err != nil {
			return err
		}
		if d := signalOf(rt, v.Object()); !d.aborted {
			d.mark(rt, v.Object(), reason)
			run = append(run, rt.Heap.Keep(v).Object())
		}
	}
	for _, o := range run {
		rt.Work(1)
		if err := runAbort(rt, o); err != nil {
			return err
		}
	}
	return nil
}

// runAbort is https://dom.spec.whatwg.org/#run-the-abort-steps.
func runAbort(rt *object.Runtime, o *heap.Object) error {
	s := signalOf(rt, o)
	algorithms := s.algorithms
	values := slices.Clone(elements(object.HostSlot(o, algorithmSlot)))
	for _, v := range values {
		rt.Work(1)
		rt.Heap.Keep(v)
	}
	s.algorithms = nil
	rt.SetHostSlot(o, algorithmSlot, heap.Undefined)
	for i, f := range algorithms {
		if err := rt.Step(); err != nil {
			return err
		}
		if err := f(rt, values[i]); err != nil {
			return err
		}
	}
	e := &event{name: abortEvent, trusted: true, time: rt.Elapsed()}
	ev := rt.Heap.Keep(makeEvent(rt, e, rt.Cur.Intrinsic(idEventPrototype).Value()).Value()).Object()
	return dispatch(rt, o, ev, e)
}

// elements are those of an array that only this package can reach.
func elements(list heap.Value) []heap.Value {
	if !list.IsObject() {
		return nil
	}
	return list.Object().Dense()
}

// signalAbort is AbortSignal.abort.
func signalAbort(c *object.Call) (heap.Value, error) {
	o := newSignal(c.RT)
	reason := c.Arg(0)
	if reason.IsUndefined() {
		reason = newException(c.RT, "This operation was aborted", "AbortError").Value()
	}
	signalOf(c.RT, o).mark(c.RT, o, reason)
	return o.Value(), nil
}

// signalTimeout is AbortSignal.timeout. Its timer keeps no event loop waiting.
func signalTimeout(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if len(c.Args) == 0 {
		return heap.Undefined, rt.TypeError("AbortSignal.timeout needs a number of milliseconds")
	}
	ms, err := rt.ToNumber(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	if ms = math.Trunc(ms); !(ms >= 0 && ms <= 1<<53-1) {
		return heap.Undefined, rt.TypeError("The delay %s is not from 0 to 2^53 - 1", rt.Describe(c.Arg(0)))
	}
	if err := rt.CountTimer(); err != nil {
		return heap.Undefined, err
	}
	o, realm := newSignal(rt), c.Realm
	delay := time.Duration(min(ms, float64(math.MaxInt64/int64(time.Millisecond)/2))) * time.Millisecond
	rt.Queue.SetBackgroundTimer(delay, func() error {
		return inRealm(rt, realm, func() error {
			return abort(rt, o, newException(rt, "The operation was aborted due to timeout", "TimeoutError").Value())
		})
	}, o.Value())
	return o.Value(), nil
}

// inRealm runs f, which the event loop calls, in a realm and a rooting scope.
func inRealm(rt *object.Runtime, realm *object.Realm, f func() error) error {
	saved := rt.Cur
	rt.Cur = realm
	mark := rt.Heap.OpenScope()
	err := f()
	rt.Cur = saved
	return rt.CloseScope(mark, err)
}

// signalAny is AbortSignal.any (https://dom.spec.whatwg.org/#create-a-dependent-abort-signal).
func signalAny(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if !c.Arg(0).IsObject() {
		return heap.Undefined, rt.TypeError("AbortSignal.any wants an iterable of signals, not %s", rt.Describe(c.Arg(0)))
	}
	list, err := rt.IterableToList(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	list = slices.Clone(list)
	for _, v := range list {
		if err := rt.Step(); err != nil {
			return heap.Undefined, err
		}
		if _, ok := object.HostValue[*abortSignal](rt, v); !ok {
			return heap.Undefined, rt.TypeError("AbortSignal.any wants signals, not %s", rt.Describe(v))
		}
	}
	o := newSignal(rt)
	s := signalOf(rt, o)
	for _, v := range list {
		rt.Work(1)
		if signalOf(rt, v.Object()).aborted {
			s.mark(rt, o, object.HostSlot(v.Object(), reasonSlot))
			return o.Value(), nil
		}
	}
	s.dependent = true
	for _, v := range list {
		rt.Work(1)
		if err := follow(rt, o, v.Object()); err != nil {
			return heap.Undefined, err
		}
	}
	return o.Value(), nil
}

// follow makes o abort with the signal source, or with those that source itself was made of.
func follow(rt *object.Runtime, o, source *heap.Object) error {
	sources := []heap.Value{source.Value()}
	if signalOf(rt, source).dependent {
		sources = slices.Clone(elements(object.HostSlot(source, sourceSlot)))
	}
	for _, v := range sources {
		if err := rt.Step(); err != nil {
			return err
		}
		own := elements(object.HostSlot(o, sourceSlot))
		rt.Work(len(own))
		if slices.Contains(own, v) {
			continue
		}
		if err := storeAt(rt, o, sourceSlot, len(own), v); err != nil {
			return err
		}
		if err := storeAt(rt, v.Object(), dependentSlot, len(elements(object.HostSlot(v.Object(), dependentSlot))), o.Value()); err != nil {
			return err
		}
	}
	return nil
}

// throwIfAborted is AbortSignal.prototype.throwIfAborted.
func throwIfAborted(c *object.Call) (heap.Value, error) {
	s, err := object.ThisHost[*abortSignal](c, "AbortSignal.prototype.throwIfAborted")
	if err == nil && s.aborted {
		err = c.RT.Throw(object.HostSlot(c.This.Object(), reasonSlot))
	}
	return heap.Undefined, err
}

func getOnAbort(c *object.Call) (heap.Value, error) {
	if _, err := object.ThisHost[*abortSignal](c, "get AbortSignal.prototype.onabort"); err != nil {
		return heap.Undefined, err
	}
	return object.HostSlot(c.This.Object(), handlerSlot), nil
}

// setOnAbort sets an event handler (https://html.spec.whatwg.org/#event-handlers): it is called
// in the place among listeners that it got when it was first set.
func setOnAbort(c *object.Call) (heap.Value, error) {
	s, err := object.ThisHost[*abortSignal](c, "set AbortSignal.prototype.onabort")
	if err != nil {
		return heap.Undefined, err
	}
	o, f := c.This.Object(), c.Arg(0)
	if !f.IsObject() {
		f = heap.Null
	}
	i := slices.IndexFunc(s.listeners, func(l *listener) bool { return l.place == handlerPlace })
	switch {
	case f.IsNull() && i >= 0:
		s.remove(c.RT, o, s.listeners[i])
	case !f.IsNull() && i < 0:
		s.append(c.RT, o, &listener{name: abortEvent, place: handlerPlace})
	}
	c.RT.SetHostSlot(o, handlerSlot, f)
	return heap.Undefined, nil
}

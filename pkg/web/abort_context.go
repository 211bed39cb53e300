package web

import (
	"context"
	"errors"
	"weak"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// extSignals is where a runtime keeps the signals of contexts that have not ended.
var extSignals = object.NewExtension()

// contextSignals are signals that nothing but a context may abort any more.
type contextSignals struct{ live map[*contextSignal]struct{} }

// contextSignal does not keep its runtime alive, as the context that it waits for may never end.
type contextSignal struct{ signal heap.Value }

// TraceCells implements heap.Tracer.
func (s *contextSignals) TraceCells(m *heap.Marker) {
	for c := range s.live {
		m.Value(c.signal)
	}
}

// newContextSignal makes a signal that aborts when ctx ends, on the goroutine of the event loop:
// with a TimeoutError for a deadline, else an AbortError. It is object.Signals.New.
func newContextSignal(rt *object.Runtime, ctx context.Context) *heap.Object {
	o := newSignal(rt)
	if ctx.Err() != nil {
		signalOf(rt, o).mark(rt, o, contextReason(rt, ctx))
		return o
	}
	if ctx.Done() == nil {
		return o
	}
	signals, _ := rt.Ext(extSignals).(*contextSignals)
	if signals == nil {
		signals = &contextSignals{live: map[*contextSignal]struct{}{}}
		rt.SetExt(extSignals, signals)
	}
	waits := &contextSignal{o.Value()}
	signals.live[waits] = struct{}{}
	realm, owner := rt.Cur.ID, weak.Make(rt)
	context.AfterFunc(ctx, func() {
		rt := owner.Value()
		if rt == nil {
			return
		}
		rt.Queue.Post(func() error {
			if _, ok := signals.live[waits]; !ok || rt.Ext(extSignals) != any(signals) {
				return nil // or the runtime went back to before there was the signal
			}
			return inRealm(rt, rt.Realms[realm], func() error {
				o := rt.Heap.Keep(waits.signal).Object()
				delete(signals.live, waits)
				return abort(rt, o, contextReason(rt, ctx))
			})
		})
	})
	return o
}

// contextReason is the reason of a signal whose context has ended: what a script has thrown or given
// as a reason, if that is the cause.
func contextReason(rt *object.Runtime, ctx context.Context) heap.Value {
	if ask := rt.Hooks.HostError; ask != nil {
		if t, ok := ask(rt, context.Cause(ctx)).(*object.Throw); ok {
			return rt.Heap.Keep(t.Value)
		}
	}
	name := "AbortError"
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		name = "TimeoutError"
	}
	return rt.Heap.Keep(newException(rt, context.Cause(ctx).Error(), name).Value())
}

// watchSignal calls f when v, an AbortSignal, aborts, or at once if it is aborted, with the
// reason; false for any other value. It is object.Signals.Watch.
func watchSignal(rt *object.Runtime, v heap.Value, f func(reason heap.Value)) (bool, error) {
	s, ok := object.HostValue[*abortSignal](rt, v)
	if !ok {
		return false, nil
	}
	o := v.Object()
	if s.aborted {
		f(object.HostSlot(o, reasonSlot))
		return true, nil
	}
	return true, addAlgorithm(rt, o, v, func(rt *object.Runtime, v heap.Value) error {
		f(object.HostSlot(v.Object(), reasonSlot))
		return nil
	})
}

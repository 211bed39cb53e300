package web

import (
	"time"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/queue"
)

// Timers is the library with setTimeout and setInterval (https://html.spec.whatwg.org/#timers).
func Timers() *object.Library { return timerLibrary }

var timerLibrary = &object.Library{Name: "web.Timers", Globals: []object.Row{
	{Name: "setTimeout", Length: 1, Fn: setTimeout},
	{Name: "setInterval", Length: 1, Fn: setInterval},
	{Name: "clearTimeout", Fn: clearTimer},
	{Name: "clearInterval", Fn: clearTimer},
}}

// callbackArg returns argument 0 when it is callable.
func callbackArg(c *object.Call) (heap.Value, error) {
	f := c.Arg(0)
	if !c.RT.IsCallable(f) {
		return f, c.RT.TypeError("The \"callback\" argument must be of type function. Received %s", c.RT.Describe(f))
	}
	return f, nil
}

// maxDelay is the longest delay of a timer in milliseconds; longer ones, and
// those below 1, are 1.
const maxDelay = 1<<31 - 1

// setTimer is setTimeout and setInterval; the result is a number for the clear
// functions.
func setTimer(c *object.Call, repeat bool) (heap.Value, error) {
	rt := c.RT
	f, err := callbackArg(c)
	if err != nil {
		return heap.Undefined, err
	}
	ms := 1.0
	if v := c.Arg(1); !v.IsUndefined() {
		if ms, err = rt.ToNumber(v); err != nil {
			return heap.Undefined, err
		}
		if !(ms >= 1 && ms <= maxDelay) {
			ms = 1
		}
	}
	if err := rt.CountTimer(); err != nil {
		return heap.Undefined, err
	}
	roots := []heap.Value{f}
	if len(c.Args) > 2 {
		roots = append(roots, c.Args[2:]...)
	}
	realm := c.Realm
	run := func() error {
		saved := rt.Cur
		rt.Cur = realm
		mark := rt.Heap.OpenScope()
		_, err := rt.Call(roots[0], heap.Undefined, roots[1:]...)
		rt.Cur = saved
		return rt.CloseScope(mark, err)
	}
	delay := time.Duration(ms * float64(time.Millisecond))
	var id queue.TimerID
	if repeat {
		id = rt.Queue.SetInterval(delay, run, roots...)
	} else {
		id = rt.Queue.SetTimer(delay, run, roots...)
	}
	return heap.Int64(int64(id)), nil
}

// setTimeout is setTimeout.
func setTimeout(c *object.Call) (heap.Value, error) { return setTimer(c, false) }

// setInterval is setInterval.
func setInterval(c *object.Call) (heap.Value, error) { return setTimer(c, true) }

// clearTimer is clearTimeout and clearInterval.
func clearTimer(c *object.Call) (heap.Value, error) {
	if v := c.Arg(0); v.IsNumber() {
		c.RT.Queue.ClearTimer(queue.TimerID(v.Float64()))
	}
	return heap.Undefined, nil
}

package builtin

import (
	"time"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/queue"
)

// performanceGroup declares the performance object.
var performanceGroup = &object.Group{
	Name:   "performance",
	Proto:  object.PerformanceObject,
	Global: true,
	Rows: []object.Row{
		{Name: "now", Fn: performanceNow},
		{Name: "@@toStringTag", Str: "Performance", Flags: object.RowString},
	},
}

// performanceNow is performance.now: milliseconds on the clock of the timers.
func performanceNow(c *object.Call) (heap.Value, error) {
	return heap.Number(float64(c.RT.Queue.Clock().Now()) / float64(time.Millisecond)), nil
}

// callbackArg returns argument 0 when it is callable.
func callbackArg(c *object.Call) (heap.Value, error) {
	f := c.Arg(0)
	if !c.RT.IsCallable(f) {
		return f, c.RT.TypeError("The \"callback\" argument must be of type function. Received %s", c.RT.Describe(f))
	}
	return f, nil
}

// globalQueueMicrotask is queueMicrotask.
func globalQueueMicrotask(c *object.Call) (heap.Value, error) {
	f, err := callbackArg(c)
	if err == nil {
		c.RT.EnqueueCallback(f)
	}
	return heap.Undefined, err
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
		return rethrow(rt, mark, err)
	}
	delay := time.Duration(ms * float64(time.Millisecond))
	var id queue.TimerID
	if repeat {
		id = rt.Queue.SetInterval(delay, run, roots...)
	} else {
		id = rt.Queue.SetTimer(delay, run, roots...)
	}
	return length64(int64(id)), nil
}

// globalSetTimeout is setTimeout.
func globalSetTimeout(c *object.Call) (heap.Value, error) { return setTimer(c, false) }

// globalSetInterval is setInterval.
func globalSetInterval(c *object.Call) (heap.Value, error) { return setTimer(c, true) }

// globalClearTimer is clearTimeout and clearInterval.
func globalClearTimer(c *object.Call) (heap.Value, error) {
	if v := c.Arg(0); v.IsNumber() {
		c.RT.Queue.ClearTimer(queue.TimerID(v.Float64()))
	}
	return heap.Undefined, nil
}

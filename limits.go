package kiln

import (
	"errors"
	"time"

	"github.com/kilnjs/kiln/pkg/object"
)

// Limits bound what scripts take. What passes one ends the script with a *LimitError of its
// own kind, which the script cannot catch, and after which the runtime is usable. A field that
// is 0 bounds nothing; one below 0 allows nothing more.
//
// Those of Options hold for the life of the runtime, those of WithLimits for what its function
// does, and within what is left of the limits around.
type Limits struct {
	// Memory is in bytes: of cells, tables, buffers, machine code and everything else that a
	// script makes grow, beyond what there is at the beginning.
	Memory int64
	// Time is the time in which scripts may run, waiting of the event loop included.
	Time time.Duration
	// Fuel is the number of calls and turns of loops, counted alike in all tiers.
	Fuel int64
	// Depth is the number of calls inside each other, of functions of scripts and of Go, beyond
	// those at the beginning. The stack itself, see Options.StackSize, ends in a RangeError,
	// which a script can catch.
	Depth int
	// Jobs is the number of promise jobs that run before the next callback. Those that wait
	// then are dropped.
	Jobs int64
	// Timers is the number of timers that wait, beyond those at the beginning.
	Timers int64
	// Output is in bytes: on Options.Stdout and Options.Stderr together. What fits is written.
	Output int64
}

// errNoLimits is the error of negative limits of a runtime.
var errNoLimits = errors.New("kiln: Options.Limits: a negative limit would allow nothing")

// setLimits makes the limits of the options hold. Those of memory and fuel are that of the heap
// and the fuel themselves.
func (rt *Runtime) setLimits(l Limits) error {
	if min(l.Memory, int64(l.Time), l.Fuel, int64(l.Depth), l.Jobs, l.Timers, l.Output) < 0 {
		return errNoLimits
	}
	if l.Memory > 0 {
		h := rt.obj.Heap
		h.SetMaxBytes(min(h.MaxBytes(), l.Memory))
	}
	if l.Fuel > 0 {
		rt.obj.SetFuel(l.Fuel)
	}
	if l.Depth > 0 {
		rt.obj.Stack.Narrow(l.Depth)
	}
	rt.obj.Quotas = object.Quotas{Jobs: l.Jobs, Timers: l.Timers, Output: l.Output}
	rt.time.limit = l.Time
	return nil
}

// WithLimits runs f, in which l holds besides the limits that hold already: none becomes wider,
// and what f uses up counts for those around as well. It returns the error of f. It may be
// called by a Go function of a script, too.
func (rt *Runtime) WithLimits(l Limits, f func() error) error {
	defer rt.narrow(l)()
	return f()
}

// narrow makes l hold until restore is called.
func (rt *Runtime) narrow(l Limits) (restore func()) {
	o := rt.obj
	var undo []func()
	if l.Memory != 0 {
		undo = append(undo, o.Heap.Narrow(max(l.Memory, 0)))
	}
	if l.Time != 0 {
		deadline := o.Deadline()
		if end := time.Now().Add(max(l.Time, 0)); deadline.IsZero() || end.Before(deadline) {
			o.SetDeadline(end)
			undo = append(undo, func() { o.SetDeadline(deadline) })
		}
	}
	if l.Fuel != 0 {
		undo = append(undo, o.NarrowFuel(max(l.Fuel, 0)))
	}
	if l.Depth != 0 {
		undo = append(undo, o.Stack.Narrow(max(l.Depth, 0)))
	}
	if l.Jobs != 0 || l.Timers != 0 || l.Output != 0 {
		undo = append(undo, o.NarrowQuotas(object.Quotas{Jobs: l.Jobs, Timers: l.Timers, Output: l.Output}))
	}
	return func() {
		for i := len(undo) - 1; i >= 0; i-- {
			undo[i]()
		}
	}
}

// clock measures how long scripts run, for a limit of that.
type clock struct {
	limit    time.Duration // 0: nothing is measured
	used     time.Duration // by runs that have returned
	begun    time.Time     // of the run, zero outside of one
	deadline time.Time     // that the limit gave to the run, zero if another one comes first
	other    time.Time     // the deadline in its place
}

// start begins the time of a run.
func (c *clock) start(o *object.Runtime) {
	c.begun, c.other = time.Now(), o.Deadline()
	if end := c.begun.Add(c.limit - c.used); c.other.IsZero() || end.Before(c.other) {
		c.deadline = end
		o.SetDeadline(end)
	}
}

// stop ends the time of a run. A deadline that was set in the run stays.
func (c *clock) stop(o *object.Runtime) {
	c.used += time.Since(c.begun)
	if !c.deadline.IsZero() && o.Deadline().Equal(c.deadline) {
		o.SetDeadline(c.other)
	}
	c.begun, c.deadline = time.Time{}, time.Time{}
}

// spent is what has been used up.
func (c *clock) spent() time.Duration {
	if c.begun.IsZero() {
		return c.used
	}
	return c.used + time.Since(c.begun)
}

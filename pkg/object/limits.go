package object

import (
	"io"
	"strings"
)

// Quotas bound what a script makes of things that cost no fuel of its own; 0 means no bound.
type Quotas struct {
	Jobs   int64 // jobs of one drain of the queue
	Timers int64 // timers that wait
	Output int64 // bytes on Stdout and Stderr
}

// Usage is how much of what Quotas bound there has been.
type Usage struct {
	Jobs, MostJobs int64 // of the drain under way, and of the longest one
	MostTimers     int64
	Output         int64
}

func (rt *Runtime) overQuota(kind LimitKind, what string) error {
	return rt.terminate(kind, what+" limit exceeded")
}

// countJob counts a job that is about to run. Past the limit those that wait are dropped: they
// are what the script has run away with.
func (rt *Runtime) countJob() error {
	u := &rt.Usage
	u.Jobs++
	if q := rt.Quotas.Jobs; q != 0 && u.Jobs > q {
		rt.Queue.DropJobs()
		return rt.overQuota(LimitJobs, "job")
	}
	u.MostJobs = max(u.MostJobs, u.Jobs)
	return nil
}

// CountTimer counts a timer that a script is about to set. The error is a *Termination.
func (rt *Runtime) CountTimer() error {
	n := int64(rt.Queue.Timers()) + 1
	if q := rt.Quotas.Timers; q != 0 && n > q {
		return rt.overQuota(LimitTimers, "timer")
	}
	rt.Usage.MostTimers = max(rt.Usage.MostTimers, n)
	return nil
}

// Print writes text of a script to w, which is Stdout or Stderr. Output that fails is lost: a
// script has no use for the error. What is returned ends the script, when its text does not
// fit into the quota: the part that fits has been written.
func (rt *Runtime) Print(w io.Writer, text string) error {
	var err error
	if q := rt.Quotas.Output; q != 0 {
		if room := int(max(q-rt.Usage.Output, 0)); room < len(text) {
			text = strings.ToValidUTF8(text[:room], "") // no half of a character
			err = rt.overQuota(LimitOutput, "output")
		}
	}
	rt.Usage.Output += int64(len(text))
	_, _ = io.WriteString(w, text)
	return err
}

// NarrowFuel allows at most n more back edges and calls, and at most as many as were left,
// until restore is called; then those that were used up meanwhile are gone from these.
func (rt *Runtime) NarrowFuel(n int64) (restore func()) {
	left, spent := rt.Fuel(), rt.Spent()
	if left >= 0 {
		n = min(n, left)
	}
	rt.SetFuel(n)
	return func() {
		if left >= 0 {
			left = max(left-(rt.Spent()-spent), 0)
		}
		rt.SetFuel(left)
	}
}

// NarrowQuotas allows as much as q beyond what has been used, and at most as much as was
// allowed, until restore is called. What is negative in q allows nothing more.
func (rt *Runtime) NarrowQuotas(q Quotas) (restore func()) {
	saved := rt.Quotas
	rt.Quotas = Quotas{
		Jobs:   narrow(saved.Jobs, q.Jobs, rt.Usage.Jobs),
		Timers: narrow(saved.Timers, q.Timers, int64(rt.Queue.Timers())),
		Output: narrow(saved.Output, q.Output, rt.Usage.Output),
	}
	return func() { rt.Quotas = saved }
}

// narrow is a limit of what has been used already and more, within outer.
func narrow(outer, more, used int64) int64 {
	if more == 0 {
		return outer
	}
	limit := used + max(more, 0)
	if limit <= 0 {
		limit = nothing
	}
	if outer != 0 {
		limit = min(limit, outer)
	}
	return limit
}

// nothing is a quota that allows nothing, which 0 does not say.
const nothing = -1

package object

import "sync/atomic"

// ticks is what Tick and Poll know of each other. Nobody but the runtime's goroutine writes
// Budget, and so a tick waits until that looks: while ticks are on, slices are cut into
// windows, and at the end of each Poll looks for a tick and for nothing else.
//
//	Budget + held = what is left of the slice
type ticks struct {
	on      bool
	interim bool // the last poll ended a window and not the slice
	answer  func()
	came    atomic.Uint32 // ticks since the last answer

	held   int64  // what of the slice comes after the window
	looks  int64  // how many windows there shall be between two ticks
	window int64  // how long windows are on average, in units of the budget
	jitter uint32 // windows of one length would keep time with the loops of a script
	spent  int64  // Spent at the last answer
}

// OnTick makes the first safepoint at which the runtime looks after a Tick call answer, with
// every frame as the walk of the stack wants it; nil ends that. Between two ticks it looks
// about as often as looks says. answer must not use the heap of the runtime.
//
// What is counted (fuel, turns that promote code) is the same with and without, but for a
// turn or two where code changes tier.
func (rt *Runtime) OnTick(looks int, answer func()) {
	left := rt.left()
	t := &rt.ticks
	t.on, t.answer, t.interim = answer != nil, answer, false
	t.looks, t.window, t.spent = int64(max(looks, 1)), firstWindow, rt.Spent()
	t.came.Store(0)
	rt.setBudget(left)
}

// Tick asks for a call of what OnTick was given. It may be called from any goroutine.
func (rt *Runtime) Tick() { rt.ticks.came.Add(1) }

const (
	// firstWindow is the length of windows before the first tick.
	firstWindow = 16
	// windowChange is how many times longer or shorter a tick makes windows at most: an
	// answer that comes late, for the script was waiting, tells little about the next.
	windowChange = 4
)

// setBudget makes n what is left of the slice.
func (rt *Runtime) setBudget(n int64) {
	rt.Budget, rt.ticks.held = n, 0
	if rt.ticks.on {
		rt.cutWindow()
	}
}

// cutWindow begins a window of what is left of the slice.
func (rt *Runtime) cutWindow() {
	t := &rt.ticks
	t.jitter = t.jitter*1664525 + 1013904223
	n := max(t.window/2+int64(t.jitter>>8)%t.window, 1) // the low bits have short periods
	if left := rt.Budget; n < left {
		rt.Budget, t.held = n, left-n
	}
}

// left is what is left of the slice.
func (rt *Runtime) left() int64 { return rt.Budget + rt.ticks.held }

// answerTick answers the ticks that have come and reports whether that was all there is for
// Poll to do: a window has ended, not the slice.
func (rt *Runtime) answerTick() bool {
	t := &rt.ticks
	if n := t.came.Swap(0); n > 0 {
		spent := rt.Spent()
		t.window = max(1, min(max((spent-t.spent)/int64(n)/t.looks, t.window/windowChange), t.window*windowChange))
		t.spent = spent
		t.answer()
	}
	t.interim = rt.Budget <= 0 && rt.left() > 0
	if t.interim {
		rt.setBudget(rt.left())
	}
	return t.interim
}

// Interim reports that the last Poll ended a window alone: no slice of the budget was
// used up, which is what promotion counts.
func (rt *Runtime) Interim() bool { return rt.ticks.interim }

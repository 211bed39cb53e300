package object

import "sync/atomic"

// TickBudget is what a tick takes from Budget, which is far from any value that
// counting makes, so that a tick is told from a slice that is used up and the count is
// not lost. Budget is below Ticked while a tick waits.
const (
	TickBudget = int64(1) << 40
	Ticked     = -TickBudget / 2
)

// ticks is what Tick and Poll know of each other.
type ticks struct {
	on       bool
	interim  bool // the last poll answered a tick and the slice was not used up
	wanted   atomic.Bool
	answered atomic.Uint32
	answer   func()
}

// OnTick makes the first safepoint after each Tick call answer, with every frame as the
// walk of the stack wants it; nil ends that. It must not use the heap of the runtime.
//
// What is counted (fuel, turns that promote code) is the same with and without, but for a
// turn or two where code changes tier.
func (rt *Runtime) OnTick(answer func()) {
	rt.ticks.on, rt.ticks.answer = answer != nil, answer
	rt.ticks.interim = false
	rt.Budget = rt.left()
}

// Tick asks for a call of what OnTick was given. It may be called from one other
// goroutine.
//
// A script counts Budget down without a lock, so that what others write there gets lost in
// a loop with short turns nearly always. A tick that is lost is answered when the slice of
// the budget ends.
func (rt *Runtime) Tick() {
	const tries, looks = 4, 5000
	answered := rt.ticks.answered.Load()
	rt.ticks.wanted.Store(true)
	for range tries {
		if atomic.LoadInt64(&rt.Budget) >= Ticked {
			atomic.AddInt64(&rt.Budget, -TickBudget)
		}
		for range looks {
			if rt.ticks.answered.Load() != answered {
				return
			}
		}
		if atomic.LoadInt64(&rt.Budget) < Ticked {
			return
		}
	}
}

// left is what Budget is without the tick that waits.
func (rt *Runtime) left() int64 {
	b := rt.Budget
	if b < Ticked {
		b += TickBudget
	}
	return b
}

// answerTick answers the tick, if one waits, and reports whether that was all there is
// for Poll to do.
func (rt *Runtime) answerTick() bool {
	t := &rt.ticks
	if !t.wanted.Load() { // or one that has come twice
		rt.Budget = rt.left()
		t.interim = rt.Budget > 0
		return t.interim
	}
	t.wanted.Store(false)
	t.answered.Add(1)
	rt.Budget = rt.left()
	t.answer()
	t.interim = rt.Budget > 0
	return t.interim
}

// Interim reports that the last Poll answered a tick alone: no slice of the budget was
// used up, which is what promotion counts.
func (rt *Runtime) Interim() bool { return rt.ticks.interim }

package kiln

import (
	"errors"
	"time"

	"github.com/kilnjs/kiln/pkg/queue"
)

// Clock drives the timers of a runtime, and Date and performance.now with them.
type Clock = queue.Clock

// VirtualClock is a Clock that stands still until it is moved: by Advance from any
// goroutine, by Runtime.Advance, or, unless its field ByHand is set, by a loop that has
// nothing else to do and jumps to the next timer. Scripts that wait for hours run in no
// time, and the same way each time.
type VirtualClock = queue.VirtualClock

// NewVirtualClock returns a clock that stands at start; the zero time means the beginning
// of 1970.
func NewVirtualClock(start time.Time) *VirtualClock { return &VirtualClock{Start: start} }

// SetTimeSource makes Date ask now for the time; nil means the clock of the timers again,
// which setTimeout and performance.now follow in any case. What scripts see is rounded down
// to Options.ClockResolution.
func (rt *Runtime) SetTimeSource(now func() time.Time) { rt.obj.Sources.Time = now }

// SetRandSource makes Math.random ask source, whose numbers are from 0 up to but not
// including 1: any other ends the script with an error. nil means a generator of the
// runtime's own, seeded by the system.
func (rt *Runtime) SetRandSource(source func() float64) { rt.obj.Sources.Random = source }

// SetTimeZone sets what Date takes for the local time zone; nil means UTC, time.Local that
// of the machine.
func (rt *Runtime) SetTimeZone(zone *time.Location) { rt.obj.Sources.Zone = zone }

// NextTimer returns how long it is until the next timer is due, by the clock of the runtime:
// 0 or less when it is. ok is false when no timer waits.
func (rt *Runtime) NextTimer() (wait time.Duration, ok bool) {
	due, ok := rt.obj.Queue.NextTimer()
	if !ok {
		return 0, false
	}
	return due - rt.obj.Queue.Clock().Now(), true
}

// errNotVirtual is the error of Advance on a clock that moves by itself.
var errNotVirtual = errors.New("kiln: Advance needs a VirtualClock in Options.Clock")

// Advance moves the virtual clock of the runtime forward by d and runs what becomes due on
// the way, each timer at its own time, and then everything else that is ready. It waits for
// nothing, so that work on other goroutines may come later. The error is that of RunLoop, at
// whose time the clock stays, or says that the clock is no VirtualClock.
func (rt *Runtime) Advance(d time.Duration) error {
	clock, ok := rt.obj.Queue.Clock().(*VirtualClock)
	if !ok {
		return errNotVirtual
	}
	end := clock.Now() + max(d, 0)
	for {
		if err := rt.RunReady(); err != nil {
			return err
		}
		due, ok := rt.obj.Queue.NextTimer()
		if !ok || due > end {
			break
		}
		clock.AdvanceTo(due)
	}
	clock.AdvanceTo(end)
	return nil
}

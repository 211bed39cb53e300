package object

import "time"

// DefaultResolution is how finely scripts see the time unless Sources say otherwise: too
// coarse to tell a hit of a processor's cache from a miss.
const DefaultResolution = time.Millisecond

// Sources are what scripts learn of the world by themselves: the time, the zone, chance.
// The zero value gives them the clock of the timers in steps of DefaultResolution, UTC and
// random numbers of Go's.
type Sources struct {
	// Time is the wall time; nil means that of the queue, which its clock moves.
	Time func() time.Time
	// Zone is what Date takes for local; nil means UTC.
	Zone *time.Location
	// Random returns numbers from 0 up to but not including 1; nil means Go's generator.
	Random func() float64
	// Resolution is the unit down to which times are rounded; 0 means DefaultResolution.
	Resolution time.Duration
}

// resolution is the unit of times.
func (s *Sources) resolution() time.Duration {
	if s.Resolution <= 0 {
		return DefaultResolution
	}
	return s.Resolution
}

// WallTime is the time that a script may see: of the source, in units of the resolution
// since the beginning of 1970.
func (rt *Runtime) WallTime() time.Time {
	var t time.Time
	if rt.Sources.Time != nil {
		t = rt.Sources.Time()
	} else {
		t = rt.Queue.Time()
	}
	unit := int64(rt.Sources.resolution())
	if unit <= 1 {
		return t
	}
	// Nanoseconds since 1970 fit for 292 years; beyond, a millisecond is fine enough.
	if s := t.Unix(); s > maxNanoSeconds || s < -maxNanoSeconds {
		return t.Truncate(time.Millisecond)
	}
	n := t.UnixNano()
	return time.Unix(0, n-((n%unit)+unit)%unit)
}

// maxNanoSeconds is about how many seconds from 1970 fit into an int64 of nanoseconds.
const maxNanoSeconds = 9_000_000_000

// Elapsed is the time since the runtime was made that a script may see: of the clock of
// the timers, in units of the resolution.
func (rt *Runtime) Elapsed() time.Duration {
	return rt.Queue.Clock().Now().Truncate(rt.Sources.resolution())
}

// Zone is the time zone of dates.
func (rt *Runtime) Zone() *time.Location {
	if rt.Sources.Zone == nil {
		return time.UTC
	}
	return rt.Sources.Zone
}

package datefmt

import (
	"sync"
	"sync/atomic"

	"github.com/kilnjs/kiln/internal/tz"
)

// Zone is a time zone of the IANA database, or an offset from UTC.
type Zone struct {
	id      int // of package tz, -1 for an offset
	seconds int64
	zone    *tz.Zone

	metazones sync.Once
	spans     []metazone
	// last is the name that was asked for last: times that are formatted lie close together.
	last atomic.Pointer[zoneName]
}

// NewZone makes the Zone of an identifier of package tz.
func NewZone(id int) *Zone { return &Zone{id: id, zone: tz.Load(id)} }

// NewOffset makes the Zone of an offset in minutes.
func NewOffset(minutes int) *Zone { return &Zone{id: -1, seconds: int64(minutes) * 60} }

// Offset is the offset from UTC, in seconds, at a time in milliseconds since the epoch.
func (z *Zone) Offset(at int64) int64 {
	if z.zone == nil {
		return z.seconds
	}
	second, _ := floorDiv(at, 1000)
	return z.zone.Offset(second)
}

// Clocks of summer time go back within a year.
const longestSummer = 300 * 24 * 60 * 60

// around are the transitions before and after a second, the range of times where there is none.
func (z *Zone) around(second int64) (from, until int64) {
	const always = 1 << 60
	from, until = -always, always
	if z.zone == nil {
		return from, until
	}
	if t, ok := z.zone.Previous(second + 1); ok {
		from = t
	}
	if t, ok := z.zone.Next(second); ok {
		until = t
	}
	return from, until
}

// isSummer reports whether clocks show summer time: they are ahead of what they show before and after,
// and for less than a year. (What the database calls daylight saving time is negative for some zones.)
func (z *Zone) isSummer(from, until int64) bool {
	if z.zone == nil || until-from > longestSummer {
		return false
	}
	offset := z.zone.Offset(from)
	return z.zone.Offset(from-1) < offset && z.zone.Offset(until) < offset
}

// name is the identifier as the data has it.
func (z *Zone) name() string {
	if z.id < 0 {
		return ""
	}
	name := tz.Name(tz.Primary(z.id))
	if name == "UTC" {
		return "Etc/UTC"
	}
	return name
}

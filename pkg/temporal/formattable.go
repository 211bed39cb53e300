package temporal

import (
	"github.com/kilnjs/kiln/internal/tz"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// Formattable is what Intl.DateTimeFormat asks of an object of Temporal.
type Formattable struct {
	// Milliseconds are those since the epoch, rounded down; of a plain object those of its date and time
	// in UTC, which are at noon, and on 1970-01-01, where it has no time, or no date.
	Milliseconds int64
	// Calendar is the calendar type, "" where it has none.
	Calendar string
	// Zone is that of a ZonedDateTime.
	Zone TimeZone
}

// TimeZone is an available time zone: the number that package tz gives a name, or an offset.
type TimeZone struct {
	ID      int // -1 for an offset
	Minutes int
}

// String is the identifier.
func (z TimeZone) String() string {
	if z.ID >= 0 {
		return tz.Name(z.ID)
	}
	return offsetTimeZone(int64(z.Minutes)).String()
}

func exported(z timeZone) TimeZone {
	if z.isOffset() {
		return TimeZone{-1, int(z.minutes())}
	}
	return TimeZone{ID: int(z)}
}

// SystemTimeZone is SystemTimeZoneIdentifier (sec-systemtimezoneidentifier).
func SystemTimeZone(rt *object.Runtime) TimeZone { return exported(systemTimeZone(rt)) }

// IsFormattable is IsTemporalObject (sec-temporal-istemporalobject).
func IsFormattable(v heap.Value) bool {
	if !v.IsObject() {
		return false
	}
	switch v.Object().Class() {
	case heap.ClassInstant, heap.ClassZonedDateTime, heap.ClassPlainDateTime, heap.ClassPlainDate, heap.ClassPlainTime,
		heap.ClassPlainYearMonth, heap.ClassPlainMonthDay:
		return true
	}
	return false
}

// FormattableOf reads an object of Temporal that IsFormattable knows.
func FormattableOf(o *heap.Object) (f Formattable) {
	const nsPerMillisecond = 1_000_000
	ofPlain := func(dt isoDateTime) {
		f.Milliseconds = dt.date.epochDays()*(nsPerDay/nsPerMillisecond) + int64(dt.time)/nsPerMillisecond
	}
	if c, ok := calendarOf(o); ok {
		f.Calendar = c.String()
	}
	switch o.Class() {
	case heap.ClassInstant, heap.ClassZonedDateTime:
		ms, _ := epochNsAt(o).floorDiv(nsPerMillisecond)
		f.Milliseconds = int64(ms.lo)
		if o.Class() == heap.ClassZonedDateTime {
			f.Zone = exported(zoneAt(o))
		}
	case heap.ClassPlainDateTime:
		ofPlain(dateTimeAt(o))
	case heap.ClassPlainTime:
		ofPlain(isoDateTime{isoDate{1970, 1, 1}, timeAt(o, slotTime)})
	default:
		ofPlain(isoDateTime{dateAt(o), nsPerDay / 2})
	}
	return f
}

package builtin

import (
	"math"
	"time"

	"github.com/kilnjs/kiln/internal/num"
	"github.com/kilnjs/kiln/pkg/object"
)

// A time value is a number of milliseconds since the first of January 1970 in
// UTC, or NaN (sec-time-values-and-time-range).
const (
	msPerSecond = 1000
	msPerMinute = 60 * msPerSecond
	msPerHour   = 60 * msPerMinute
	msPerDay    = 24 * msPerHour

	maxTimeValue = 8.64e15
)

// The parts of a date, in the order of the arguments of Date.UTC.
const (
	dateYear = iota
	dateMonth
	dateDay
	dateHour
	dateMinute
	dateSecond
	dateMs
	dateParts
)

// splitTime takes a finite time value apart.
func splitTime(t float64) (parts [dateParts]float64) {
	ms := int64(t)
	days := num.FloorDiv(ms, msPerDay)
	rest := ms - days*msPerDay
	year, month, day := num.CivilFromDays(days)
	return [dateParts]float64{
		float64(year), float64(month), float64(day),
		float64(rest / msPerHour), float64(rest / msPerMinute % 60), float64(rest / msPerSecond % 60), float64(rest % 1000),
	}
}

// weekDay is WeekDay (sec-week-day): 0 is Sunday.
func weekDay(t float64) int {
	d := (num.FloorDiv(int64(t), msPerDay) + 4) % 7
	if d < 0 {
		d += 7
	}
	return int(d)
}

// joinTime is MakeDate of MakeDay and MakeTime (sec-makedate, sec-makeday,
// sec-maketime).
func joinTime(parts *[dateParts]float64) float64 {
	for i, f := range parts {
		if math.IsNaN(f) || math.IsInf(f, 0) {
			return math.NaN()
		}
		parts[i] = math.Trunc(f)
	}
	year, month := parts[dateYear], parts[dateMonth]
	if math.Abs(year) > 1e7 || math.Abs(month) > 1e8 {
		return math.NaN()
	}
	y := int64(year) + num.FloorDiv(int64(month), 12)
	m := int64(month) - num.FloorDiv(int64(month), 12)*12
	if y < -400_000 || y > 400_000 {
		return math.NaN()
	}
	day := float64(num.DaysFromCivil(y, m)) + parts[dateDay] - 1
	// The conversions keep the compiler from fusing products and sums: the
	// specification rounds after each.
	clock := float64(float64(float64(parts[dateHour]*msPerHour)+float64(parts[dateMinute]*msPerMinute))+float64(parts[dateSecond]*msPerSecond)) + parts[dateMs]
	t := float64(day*msPerDay) + clock
	if math.IsInf(t, 0) {
		return math.NaN()
	}
	return t
}

// timeClip is TimeClip (sec-timeclip).
func timeClip(t float64) float64 {
	if !(math.Abs(t) <= maxTimeValue) {
		return math.NaN()
	}
	return math.Trunc(t) + 0
}

// zoneAt is the offset from UTC, in milliseconds, at a time value, and the name
// of the time zone there.
func zoneAt(rt *object.Runtime, t float64) (offset float64, name string) {
	zone := rt.Zone()
	if zone == time.UTC {
		return 0, "UTC"
	}
	name, seconds := time.UnixMilli(int64(t)).In(zone).Zone()
	return float64(seconds) * msPerSecond, name
}

// localTime is LocalTime (sec-localtime) of a finite time value.
func localTime(rt *object.Runtime, t float64) float64 {
	offset, _ := zoneAt(rt, t)
	return t + offset
}

// utcTime is UTC (sec-utc-t). A local time that a transition repeats is the first
// of the two; one that a transition skips is read with the offset before it.
func utcTime(rt *object.Runtime, local float64) float64 {
	if !(math.Abs(local) <= maxTimeValue+msPerDay) {
		return math.NaN()
	}
	before, _ := zoneAt(rt, local-msPerDay)
	if offset, _ := zoneAt(rt, local-before); offset == before {
		return local - before
	}
	after, _ := zoneAt(rt, local+msPerDay)
	if offset, _ := zoneAt(rt, local-after); offset == after {
		return local - after
	}
	return local - before
}

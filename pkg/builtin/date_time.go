package builtin

import (
	"math"
	"time"
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

// daysFromCivil is the number of days from 1970-01-01 to a date of the proleptic
// Gregorian calendar; month is 0 to 11. It counts from 1 March of year 0 so that
// the leap day is the last day of a year, in eras of 400 years.
func daysFromCivil(year, month int64) int64 {
	month -= 2
	if month < 0 {
		month += 12
		year--
	}
	era := floorDiv(year, 400)
	yearOfEra := year - era*400
	return era*146097 + yearOfEra*365 + yearOfEra/4 - yearOfEra/100 + (153*month+2)/5 - 719468
}

// civilFromDays is the inverse of daysFromCivil; day counts from 1.
func civilFromDays(days int64) (year, month, day int64) {
	days += 719468
	era := floorDiv(days, 146097)
	dayOfEra := days - era*146097
	yearOfEra := (dayOfEra - dayOfEra/1460 + dayOfEra/36524 - dayOfEra/146096) / 365
	dayOfYear := dayOfEra - (365*yearOfEra + yearOfEra/4 - yearOfEra/100)
	month = (5*dayOfYear + 2) / 153
	day = dayOfYear - (153*month+2)/5 + 1
	year = yearOfEra + era*400
	if month += 2; month >= 12 {
		month -= 12
		year++
	}
	return year, month, day
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// splitTime takes a finite time value apart.
func splitTime(t float64) (parts [dateParts]float64) {
	ms := int64(t)
	days := floorDiv(ms, msPerDay)
	rest := ms - days*msPerDay
	year, month, day := civilFromDays(days)
	return [dateParts]float64{
		float64(year), float64(month), float64(day),
		float64(rest / msPerHour), float64(rest / msPerMinute % 60), float64(rest / msPerSecond % 60), float64(rest % 1000),
	}
}

// weekDay is WeekDay (sec-week-day): 0 is Sunday.
func weekDay(t float64) int {
	d := (floorDiv(int64(t), msPerDay) + 4) % 7
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
	y := int64(year) + floorDiv(int64(month), 12)
	m := int64(month) - floorDiv(int64(month), 12)*12
	if y < -400_000 || y > 400_000 {
		return math.NaN()
	}
	day := float64(daysFromCivil(y, m)) + parts[dateDay] - 1
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
func zoneAt(t float64) (offset float64, name string) {
	if time.Local == time.UTC {
		return 0, "UTC"
	}
	name, seconds := time.UnixMilli(int64(t)).In(time.Local).Zone()
	return float64(seconds) * msPerSecond, name
}

// localTime is LocalTime (sec-localtime) of a finite time value.
func localTime(t float64) float64 {
	offset, _ := zoneAt(t)
	return t + offset
}

// utcTime is UTC (sec-utc-t). A local time that a transition repeats is the first
// of the two; one that a transition skips is read with the offset before it.
func utcTime(local float64) float64 {
	if !(math.Abs(local) <= maxTimeValue+msPerDay) {
		return math.NaN()
	}
	before, _ := zoneAt(local - msPerDay)
	if offset, _ := zoneAt(local - before); offset == before {
		return local - before
	}
	after, _ := zoneAt(local + msPerDay)
	if offset, _ := zoneAt(local - after); offset == after {
		return local - after
	}
	return local - before
}

package temporal

// unit is a Temporal unit, or one of the values of options that are none
// (sec-temporal-units). A smaller number is a larger unit.
type unit uint8

const (
	unitYear unit = iota
	unitMonth
	unitWeek
	unitDay
	unitHour
	unitMinute
	unitSecond
	unitMillisecond
	unitMicrosecond
	unitNanosecond
	unitUnset
	unitAuto
)

// The lengths of units in nanoseconds.
const (
	nsPerMicrosecond = 1000
	nsPerMillisecond = 1000 * nsPerMicrosecond
	nsPerSecond      = 1000 * nsPerMillisecond
	nsPerMinute      = 60 * nsPerSecond
	nsPerHour        = 60 * nsPerMinute
	nsPerDay         = 24 * nsPerHour
	secondsPerDay    = 24 * 60 * 60
)

// unitTable has the rows of the table of units: name, length in nanoseconds (0 where the
// calendar decides), maximum of rounding increments (0 for none).
var unitTable = [...]struct {
	name    string
	length  int64
	maximum int64
}{
	unitYear:        {"year", 0, 0},
	unitMonth:       {"month", 0, 0},
	unitWeek:        {"week", 0, 0},
	unitDay:         {"day", nsPerDay, 0},
	unitHour:        {"hour", nsPerHour, 24},
	unitMinute:      {"minute", nsPerMinute, 60},
	unitSecond:      {"second", nsPerSecond, 60},
	unitMillisecond: {"millisecond", nsPerMillisecond, 1000},
	unitMicrosecond: {"microsecond", nsPerMicrosecond, 1000},
	unitNanosecond:  {"nanosecond", 1, 1000},
}

// isCalendarUnit is IsCalendarUnit (sec-temporal-iscalendarunit).
func (u unit) isCalendarUnit() bool { return u <= unitWeek }

// isDate reports whether TemporalUnitCategory (sec-temporal-temporalunitcategory) is date.
func (u unit) isDate() bool { return u <= unitDay }

// length is the length in nanoseconds of a day or a smaller unit.
func (u unit) length() int64 { return unitTable[u].length }

// largerOfTwoTemporalUnits is LargerOfTwoTemporalUnits (sec-temporal-largeroftwotemporalunits).
func largerOfTwoTemporalUnits(a, b unit) unit { return min(a, b) }

// maximumTemporalDurationRoundingIncrement is the operation of that name
// (sec-temporal-maximumtemporaldurationroundingincrement); 0 stands for unset.
func maximumTemporalDurationRoundingIncrement(u unit) int64 { return unitTable[u].maximum }

// parseUnit reads the name of a unit, singular or plural, or auto.
func parseUnit(s string) (unit, bool) {
	if s == "auto" {
		return unitAuto, true
	}
	for u := range unitTable {
		if name := unitTable[u].name; s == name || len(s) == len(name)+1 && s[:len(name)] == name && s[len(name)] == 's' {
			return unit(u), true
		}
	}
	return unitUnset, false
}

package num

import (
	"strconv"
	"strings"
)

// DaysFromCivil is the number of days from 1970-01-01 to a date of the proleptic
// Gregorian calendar; month is 0 to 11. It counts from 1 March of year 0 so that
// the leap day is the last day of a year, in eras of 400 years.
func DaysFromCivil(year, month int64) int64 {
	month -= 2
	if month < 0 {
		month += 12
		year--
	}
	era := FloorDiv(year, 400)
	yearOfEra := year - era*400
	return era*146097 + yearOfEra*365 + yearOfEra/4 - yearOfEra/100 + (153*month+2)/5 - 719468
}

// CivilFromDays is the inverse of DaysFromCivil; day counts from 1.
func CivilFromDays(days int64) (year, month, day int64) {
	days += 719468
	era := FloorDiv(days, 146097)
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

// FloorDiv is a / b rounded down; b is positive.
func FloorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// msPerDay is the number of milliseconds of a day.
const msPerDay = 24 * 60 * 60 * 1000

// ISODateTime is a time value, milliseconds since the first of January 1970 in UTC, as
// Date.prototype.toISOString writes it (sec-date-time-string-format).
func ISODateTime(ms int64) string {
	days := FloorDiv(ms, msPerDay)
	ms -= days * msPerDay
	y, m, d := CivilFromDays(days)
	year := pad(y, 4)
	if y < 0 {
		year = "-" + pad(-y, 6)
	} else if y > 9999 {
		year = "+" + pad(y, 6)
	}
	return year + "-" + pad(m+1, 2) + "-" + pad(d, 2) + "T" + pad(ms/3600000, 2) + ":" +
		pad(ms/60000%60, 2) + ":" + pad(ms/1000%60, 2) + "." + pad(ms%1000, 3) + "Z"
}

func pad(n int64, width int) string {
	s := strconv.FormatInt(n, 10)
	return strings.Repeat("0", max(0, width-len(s))) + s
}

package temporal

import "github.com/kilnjs/kiln/internal/num"

// isoDate is an ISO Date Record (sec-temporal-iso-date-records). The year may be outside of
// what Temporal represents.
type isoDate struct{ year, month, day int64 }

// timeOfDay is a Time Record (sec-temporal-time-records) without days: nanoseconds since
// midnight.
type timeOfDay int64

// noon is NoonTimeRecord (sec-temporal-noontimerecord).
const noon = timeOfDay(12 * nsPerHour)

func (t timeOfDay) hour() int64        { return int64(t) / nsPerHour }
func (t timeOfDay) minute() int64      { return int64(t) / nsPerMinute % 60 }
func (t timeOfDay) second() int64      { return int64(t) / nsPerSecond % 60 }
func (t timeOfDay) millisecond() int64 { return int64(t) / nsPerMillisecond % 1000 }
func (t timeOfDay) microsecond() int64 { return int64(t) / nsPerMicrosecond % 1000 }
func (t timeOfDay) nanosecond() int64  { return int64(t) % 1000 }

// isoDateTime is an ISO Date-Time Record (sec-temporal-iso-date-time-records).
type isoDateTime struct {
	date isoDate
	time timeOfDay
}

// The range of dates in days since the epoch.
const maxEpochDays = 100_000_000

// epochDays is ISODateToEpochDays (sec-isodatetoepochdays) of a date.
func (d isoDate) epochDays() int64 { return num.DaysFromCivil(d.year, d.month-1) + d.day - 1 }

// addDaysToISODate is AddDaysToISODate (sec-temporal-adddaystoisodate).
func addDaysToISODate(d isoDate, days int64) isoDate {
	if sum := d.day + days; sum >= 1 && sum <= 28 {
		return isoDate{d.year, d.month, sum}
	}
	return dateFromEpochDays(d.epochDays() + days)
}

func dateFromEpochDays(days int64) isoDate {
	year, month, day := num.CivilFromDays(days)
	return isoDate{year, month + 1, day}
}

// compareISODate is CompareISODate (sec-temporal-compareisodate).
func compareISODate(a, b isoDate) int {
	switch {
	case a.year != b.year:
		return sign64(a.year - b.year)
	case a.month != b.month:
		return sign64(a.month - b.month)
	}
	return sign64(a.day - b.day)
}

// compareISODateTime is CompareISODateTime (sec-temporal-compareisodatetime).
func compareISODateTime(a, b isoDateTime) int {
	if c := compareISODate(a.date, b.date); c != 0 {
		return c
	}
	return sign64(int64(a.time - b.time))
}

func sign64(i int64) int {
	switch {
	case i < 0:
		return -1
	case i > 0:
		return 1
	}
	return 0
}

// inLeapYear is MathematicalInLeapYear (sec-date-equations) of a year.
func inLeapYear(year int64) bool { return year%4 == 0 && (year%100 != 0 || year%400 == 0) }

// daysInYear is MathematicalDaysInYear (sec-date-equations).
func daysInYear(year int64) int64 {
	if inLeapYear(year) {
		return 366
	}
	return 365
}

// isoDaysInMonth is ISODaysInMonth (sec-temporal-isodaysinmonth).
func isoDaysInMonth(year, month int64) int64 {
	switch month {
	case 2:
		return daysInYear(year) - 337
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// isValidISODate is IsValidISODate (sec-temporal-isvalidisodate).
func isValidISODate(year, month, day int64) bool {
	return month >= 1 && month <= 12 && day >= 1 && day <= isoDaysInMonth(year, month)
}

// overflow says what becomes of fields that are out of range.
type overflow uint8

const (
	constrain overflow = iota
	reject
)

// regulateISODate is RegulateISODate (sec-temporal-regulateisodate).
func regulateISODate(year, month, day int64, o overflow) (isoDate, error) {
	if o == constrain {
		month = min(max(month, 1), 12)
		day = min(max(day, 1), isoDaysInMonth(year, month))
	} else if !isValidISODate(year, month, day) {
		return isoDate{}, errISODate
	}
	return isoDate{year, month, day}, nil
}

// balanceISOYearMonth is BalanceISOYearMonth (sec-temporal-balanceisoyearmonth).
func balanceISOYearMonth(year, month int64) (int64, int64) {
	years := num.FloorDiv(month-1, 12)
	return year + years, month - 12*years
}

// isoDayOfWeek is ISODayOfWeek (sec-temporal-isodayofweek): 1 is Monday.
func isoDayOfWeek(d isoDate) int64 {
	n := d.epochDays() + 3
	return n - 7*num.FloorDiv(n, 7) + 1
}

// isoDayOfYear is ISODayOfYear (sec-temporal-isodayofyear).
func isoDayOfYear(d isoDate) int64 { return d.epochDays() - isoDate{d.year, 1, 1}.epochDays() + 1 }

// isoWeekOfYear is ISOWeekOfYear (sec-temporal-isoweekofyear): the week that has the
// Thursday next to the date, in the year of that Thursday.
func isoWeekOfYear(d isoDate) (week, year int64) {
	thursday := addDaysToISODate(d, 4-isoDayOfWeek(d))
	return (isoDayOfYear(thursday)-1)/7 + 1, thursday.year
}

// isoDateTimeWithinLimits is ISODateTimeWithinLimits (sec-temporal-isodatetimewithinlimits):
// less than a day outside of what instants represent.
func isoDateTimeWithinLimits(dt isoDateTime) bool {
	days := dt.date.epochDays()
	return days > -maxEpochDays-1 && days <= maxEpochDays || days == -maxEpochDays-1 && dt.time > 0
}

// isoDateWithinLimits is ISODateWithinLimits (sec-temporal-isodatewithinlimits).
func isoDateWithinLimits(d isoDate) bool {
	return d.year > -271821 && d.year < 275760 || isoDateTimeWithinLimits(isoDateTime{d, noon})
}

// isoYearMonthWithinLimits is ISOYearMonthWithinLimits (sec-temporal-isoyearmonthwithinlimits).
func isoYearMonthWithinLimits(d isoDate) bool {
	switch {
	case d.year < -271821 || d.year > 275760:
		return false
	case d.year == -271821:
		return d.month >= 4
	case d.year == 275760:
		return d.month <= 9
	}
	return true
}

// checkISODaysRange is CheckISODaysRange (sec-checkisodaysrange).
func checkISODaysRange(d isoDate) error {
	if days := d.epochDays(); days < -maxEpochDays || days > maxEpochDays {
		return errDateRange
	}
	return nil
}

// getUTCEpochNanoseconds is GetUTCEpochNanoseconds (sec-getutcepochnanoseconds).
func getUTCEpochNanoseconds(dt isoDateTime) int128 {
	return mul64(dt.date.epochDays(), nsPerDay).add(wide(int64(dt.time)))
}

// maxInstant is nsMaxInstant (sec-temporal-instant-range).
var maxInstant = mul64(maxEpochDays, nsPerDay)

// isValidEpochNanoseconds is IsValidEpochNanoseconds (sec-temporal-isvalidepochnanoseconds).
func isValidEpochNanoseconds(ns int128) bool { return ns.abs().cmp(maxInstant) <= 0 }

// getISOPartsFromEpoch is GetISOPartsFromEpoch (sec-temporal-getisopartsfromepoch), of any
// number of nanoseconds.
func getISOPartsFromEpoch(ns int128) isoDateTime {
	days, rest := ns.floorDiv(nsPerDay)
	return isoDateTime{dateFromEpochDays(int64(days.lo)), timeOfDay(rest)}
}

// addTime is AddTime (sec-temporal-addtime).
func addTime(t timeOfDay, d int128) (days int64, sum timeOfDay) {
	q, r := d.add(wide(int64(t))).floorDiv(nsPerDay)
	return int64(q.lo), timeOfDay(r)
}

// isValidTime is IsValidTime (sec-temporal-isvalidtime) of hour, minute, second,
// millisecond, microsecond and nanosecond.
func isValidTime(f *[6]int64) bool {
	for i, n := range f {
		if n < 0 || n > timeFieldMax[i] {
			return false
		}
	}
	return true
}

var timeFieldMax = [6]int64{23, 59, 59, 999, 999, 999}

// regulateTime is RegulateTime (sec-temporal-regulatetime).
func regulateTime(f [6]int64, o overflow) (timeOfDay, error) {
	if o == constrain {
		for i := range f {
			f[i] = min(max(f[i], 0), timeFieldMax[i])
		}
	} else if !isValidTime(&f) {
		return 0, errTime
	}
	return createTimeRecord(f), nil
}

// createTimeRecord is CreateTimeRecord (sec-temporal-createtimerecord).
func createTimeRecord(f [6]int64) timeOfDay {
	return timeOfDay(f[0]*nsPerHour + f[1]*nsPerMinute + f[2]*nsPerSecond + f[3]*nsPerMillisecond + f[4]*nsPerMicrosecond + f[5])
}

func (t timeOfDay) fields() [6]int64 {
	return [6]int64{t.hour(), t.minute(), t.second(), t.millisecond(), t.microsecond(), t.nanosecond()}
}

// roundTime is RoundTime (sec-temporal-roundtime). What is rounded is the part of the time
// below the next larger unit.
func roundTime(t timeOfDay, increment int64, u unit, m roundingMode) (days int64, rounded timeOfDay) {
	whole := int64(nsPerDay)
	if u > unitHour {
		whole = (u - 1).length()
	}
	part := int64(t) % whole
	sum := int64(t) - part + roundInt64(part, increment*u.length(), m)
	return sum / nsPerDay, timeOfDay(sum % nsPerDay)
}

// roundISODateTime is RoundISODateTime (sec-temporal-roundisodatetime).
func roundISODateTime(dt isoDateTime, increment int64, u unit, m roundingMode) isoDateTime {
	days, t := roundTime(dt.time, increment, u, m)
	return isoDateTime{addDaysToISODate(dt.date, days), t}
}

// roundTemporalInstant is RoundTemporalInstant (sec-temporal-roundtemporalinstant).
func roundTemporalInstant(ns int128, increment int64, u unit, m roundingMode) int128 {
	return roundNumberToIncrementAsIfPositive(ns, mul64(increment, u.length()), m)
}

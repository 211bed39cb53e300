package temporal

import (
	"math"

	ca "github.com/kilnjs/kiln/internal/calendar"
)

// calendar is the arithmetic of one calendar, which knows no values of scripts. The operations
// bear the names of those that ask the calendar; limits of the range are checked by these.
type calendar interface {
	// id is the calendar type in its canonical form.
	id() string
	// isoToDate is CalendarISOToDate (sec-temporal-calendarisotodate).
	isoToDate(d isoDate) calendarDate
	// dateAdd is CalendarDateAdd (sec-temporal-calendardateadd).
	dateAdd(d isoDate, duration dateDuration, o overflow) (isoDate, error)
	// dateUntil is CalendarDateUntil (sec-temporal-calendardateuntil) of two dates that differ.
	dateUntil(one, two isoDate, largest unit) dateDuration
	// extraFields is CalendarExtraFields (sec-temporal-calendarextrafields).
	extraFields(fields fieldSet) fieldSet
	// fieldKeysToIgnore is CalendarFieldKeysToIgnore (sec-temporal-calendarfieldkeystoignore).
	fieldKeysToIgnore(keys fieldSet) fieldSet
	// resolveFields is CalendarResolveFields (sec-temporal-calendarresolvefields).
	resolveFields(f *calendarFields, kind dateKind) error
	// dateToISO is CalendarDateToISO (sec-temporal-calendardatetoiso).
	dateToISO(f *calendarFields, o overflow) (isoDate, error)
	// monthDayToISOReferenceDate is CalendarMonthDayToISOReferenceDate
	// (sec-temporal-calendarmonthdaytoisoreferencedate).
	monthDayToISOReferenceDate(f *calendarFields, o overflow) (isoDate, error)
}

// calendarID is the number of a calendar in calendars, as internal slots hold it.
type calendarID int32

const iso8601 calendarID = 0

// calendars are AvailableCalendars (sec-availablecalendars).
var calendars = [...]calendar{
	isoCalendar{}, nonISOCalendar{&ca.Buddhist}, nonISOCalendar{&ca.Chinese}, nonISOCalendar{&ca.Coptic}, nonISOCalendar{&ca.Dangi},
	nonISOCalendar{&ca.Ethioaa}, nonISOCalendar{&ca.Ethiopic}, nonISOCalendar{&ca.Gregory}, nonISOCalendar{&ca.Hebrew},
	nonISOCalendar{&ca.Indian}, nonISOCalendar{&ca.IslamicCivil}, nonISOCalendar{&ca.IslamicTbla},
	nonISOCalendar{&ca.IslamicUmalqura}, nonISOCalendar{&ca.Japanese}, nonISOCalendar{&ca.Persian}, nonISOCalendar{&ca.ROC},
}

func (c calendarID) calendar() calendar { return calendars[c] }

func (c calendarID) String() string { return calendars[c].id() }

// canonicalizeCalendar is CanonicalizeCalendar (sec-temporal-canonicalizecalendar).
func canonicalizeCalendar(id string) (calendarID, error) {
	folded := lowerASCII(id)
	switch folded {
	case "ethiopic-amete-alem":
		folded = ca.Ethioaa.ID()
	case "islamicc":
		folded = ca.IslamicCivil.ID()
	}
	for i, c := range calendars {
		if c.id() == folded {
			return calendarID(i), nil
		}
	}
	return 0, rangeError("unknown calendar " + clip(id))
}

// clip makes text of a script fit into an error.
func clip(s string) string {
	const most = 60
	if len(s) > most {
		return s[:most] + "…"
	}
	return s
}

func lowerASCII(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= 'A' && s[i] <= 'Z' {
			b := []byte(s)
			for ; i < len(b); i++ {
				if b[i] >= 'A' && b[i] <= 'Z' {
					b[i] |= 0x20
				}
			}
			return string(b)
		}
	}
	return s
}

// monthCode is a month code (sec-temporal-month-codes).
type monthCode struct {
	number int
	leap   bool
}

// String is CreateMonthCode (sec-temporal-createmonthcode).
func (m monthCode) String() string {
	b := append(make([]byte, 0, 4), 'M', byte('0'+m.number/10), byte('0'+m.number%10))
	if m.leap {
		b = append(b, 'L')
	}
	return string(b)
}

// parseMonthCode is ParseMonthCode (sec-temporal-parsemonthcode) of a text.
func parseMonthCode(s string) (monthCode, error) {
	if n := len(s); n >= 3 && s[0] == 'M' && isDigit(s[1]) && isDigit(s[2]) && (n == 3 || n == 4 && s[3] == 'L') {
		m := monthCode{int(s[1]-'0')*10 + int(s[2]-'0'), n == 4}
		if m.number > 0 || m.leap {
			return m, nil
		}
	}
	return monthCode{}, rangeError("not a month code: " + clip(s))
}

// calendarDate is a Calendar Date Record (sec-temporal-calendar-date-records).
type calendarDate struct {
	era          string // "" where the calendar has no eras
	eraYear      int64
	year         int64
	month        int64
	monthCode    monthCode
	day          int64
	dayOfWeek    int64
	dayOfYear    int64
	weekOfYear   int64 // 0 where the calendar has no weeks of its own
	yearOfWeek   int64
	daysInWeek   int64
	daysInMonth  int64
	daysInYear   int64
	monthsInYear int64
	inLeapYear   bool
}

// fieldSet is a set of enumeration keys of fields (sec-temporal-calendar-fields-records).
type fieldSet uint16

const (
	fieldEra fieldSet = 1 << iota
	fieldEraYear
	fieldYear
	fieldMonth
	fieldMonthCode
	fieldDay
	fieldHour
	fieldMinute
	fieldSecond
	fieldMillisecond
	fieldMicrosecond
	fieldNanosecond
	fieldOffset
	fieldTimeZone

	yearMonthFields = fieldYear | fieldMonth | fieldMonthCode
	dateFields      = yearMonthFields | fieldDay
	timeFields      = fieldHour | fieldMinute | fieldSecond | fieldMillisecond | fieldMicrosecond | fieldNanosecond
)

// calendarFields is a Calendar Fields Record (sec-temporal-calendar-fields-records). A field
// that is not in set is unset; a time is zero then.
type calendarFields struct {
	set       fieldSet
	era       string
	eraYear   int64
	year      int64
	month     int64
	monthCode monthCode
	day       int64
	time      [6]int64 // from hours to nanoseconds
	offset    int64    // nanoseconds, of the offset string
	timeZone  timeZone
}

func (f *calendarFields) has(key fieldSet) bool { return f.set&key != 0 }

// copyFrom takes the fields in keys from another record.
func (f *calendarFields) copyFrom(from *calendarFields, keys fieldSet) {
	keys &= from.set
	f.set |= keys
	for key := fieldEra; key <= fieldTimeZone; key <<= 1 {
		if keys&key == 0 {
			continue
		}
		switch key {
		case fieldEra:
			f.era = from.era
		case fieldEraYear:
			f.eraYear = from.eraYear
		case fieldYear:
			f.year = from.year
		case fieldMonth:
			f.month = from.month
		case fieldMonthCode:
			f.monthCode = from.monthCode
		case fieldDay:
			f.day = from.day
		case fieldOffset:
			f.offset = from.offset
		case fieldTimeZone:
			f.timeZone = from.timeZone
		default:
			i := timeFieldIndex(key)
			f.time[i] = from.time[i]
		}
	}
}

// timeFieldIndex is the place of the key of a time in calendarFields.time.
func timeFieldIndex(key fieldSet) int {
	i := 0
	for k := fieldHour; k < key; k <<= 1 {
		i++
	}
	return i
}

// setTime sets all fields of the time.
func (f *calendarFields) setTime(t timeOfDay) {
	f.time = t.fields()
	f.set |= timeFields
}

// dateKind is what a date is to be: with all fields, a year and month, a month and day.
type dateKind uint8

const (
	kindDate dateKind = iota
	kindYearMonth
	kindMonthDay
)

// isoDateToFields is ISODateToFields (sec-temporal-isodatetofields).
func isoDateToFields(c calendarID, d isoDate, kind dateKind) *calendarFields {
	date := c.calendar().isoToDate(d)
	f := &calendarFields{set: fieldMonthCode, monthCode: date.monthCode}
	if kind != kindYearMonth {
		f.set |= fieldDay
		f.day = date.day
	}
	if kind != kindMonthDay {
		f.set |= fieldYear
		f.year = date.year
	}
	return f
}

// calendarMergeFields is CalendarMergeFields (sec-temporal-calendarmergefields).
func calendarMergeFields(c calendarID, fields, additional *calendarFields) *calendarFields {
	merged := new(calendarFields)
	merged.copyFrom(fields, ^c.calendar().fieldKeysToIgnore(additional.set))
	merged.copyFrom(additional, ^fieldSet(0))
	return merged
}

// calendarDateFromFields is CalendarDateFromFields (sec-temporal-calendardatefromfields).
func calendarDateFromFields(c calendarID, f *calendarFields, o overflow) (isoDate, error) {
	if err := c.calendar().resolveFields(f, kindDate); err != nil {
		return isoDate{}, err
	}
	d, err := c.calendar().dateToISO(f, o)
	if err == nil && !isoDateWithinLimits(d) {
		err = errDateRange
	}
	return d, err
}

// calendarYearMonthFromFields is CalendarYearMonthFromFields
// (sec-temporal-calendaryearmonthfromfields).
func calendarYearMonthFromFields(c calendarID, f *calendarFields, o overflow) (isoDate, error) {
	f.set |= fieldDay
	f.day = 1
	if err := c.calendar().resolveFields(f, kindYearMonth); err != nil {
		return isoDate{}, err
	}
	d, err := c.calendar().dateToISO(f, o)
	if err == nil && !isoYearMonthWithinLimits(d) {
		err = errDateRange
	}
	return d, err
}

// calendarMonthDayFromFields is CalendarMonthDayFromFields
// (sec-temporal-calendarmonthdayfromfields).
func calendarMonthDayFromFields(c calendarID, f *calendarFields, o overflow) (isoDate, error) {
	if err := c.calendar().resolveFields(f, kindMonthDay); err != nil {
		return isoDate{}, err
	}
	return c.calendar().monthDayToISOReferenceDate(f, o)
}

// calendarDateAdd is CalendarDateAdd (sec-temporal-calendardateadd).
func calendarDateAdd(c calendarID, d isoDate, duration dateDuration, o overflow) (isoDate, error) {
	sum, err := c.calendar().dateAdd(d, duration, o)
	if err == nil && !isoDateWithinLimits(sum) {
		err = errDateRange
	}
	return sum, err
}

// calendarDateUntil is CalendarDateUntil (sec-temporal-calendardateuntil).
func calendarDateUntil(c calendarID, one, two isoDate, largest unit) dateDuration {
	if one == two {
		return dateDuration{}
	}
	return c.calendar().dateUntil(one, two, largest)
}

// interpretTemporalDateTimeFields is InterpretTemporalDateTimeFields
// (sec-temporal-interprettemporaldatetimefields).
func interpretTemporalDateTimeFields(c calendarID, f *calendarFields, o overflow) (isoDateTime, error) {
	d, err := calendarDateFromFields(c, f, o)
	if err != nil {
		return isoDateTime{}, err
	}
	t, err := regulateTime(f.time, o)
	return isoDateTime{d, t}, err
}

// What a script gives for a field is an integral number of any size. A word holds what differs
// from every valid value in the same way.
const farField = 2_000_000_000

// fieldOf is a field that is not a year.
func fieldOf(f float64) int64 { return int64(max(min(f, farField), -farField)) }

// yearOf is a year. One that is far from what Temporal represents stays so, and is a leap year
// as before: the pattern repeats every 400 years, and farField is a multiple of that.
func yearOf(f float64) int64 {
	if f >= -farField && f <= farField {
		return int64(f)
	}
	return int64(math.Copysign(farField, f) + math.Mod(f, 400))
}

package temporal

import ca "github.com/kilnjs/kiln/internal/calendar"

// nonISOCalendar is a calendar other than iso8601: it turns dates of ISO 8601 into days and
// back, and leaves the arithmetic to internal/calendar.
type nonISOCalendar struct{ c *ca.Calendar }

// nonISO is an error of internal/calendar as one of Temporal.
func nonISO(err error) error { return rangeError(err.Error()) }

func (n nonISOCalendar) id() string { return n.c.ID() }

func (n nonISOCalendar) isoToDate(d isoDate) calendarDate {
	in := n.c.DateOf(d.epochDays())
	return calendarDate{
		era: in.Era, eraYear: in.EraYear, year: in.Year, month: in.Month, monthCode: monthCode{in.MonthCode.Number, in.MonthCode.Leap},
		day: in.Day, dayOfWeek: isoDayOfWeek(d), dayOfYear: in.DayOfYear, daysInWeek: 7, daysInMonth: in.DaysInMonth,
		daysInYear: in.DaysInYear, monthsInYear: in.MonthsInYear, inLeapYear: in.InLeapYear,
	}
}

func (n nonISOCalendar) dateAdd(d isoDate, duration dateDuration, o overflow) (isoDate, error) {
	in := ca.Duration{Years: duration.years, Months: duration.months, Weeks: duration.weeks, Days: duration.days}
	day, err := n.c.DateAdd(d.epochDays(), in, o == reject)
	if err != nil {
		return isoDate{}, nonISO(err)
	}
	return dateFromEpochDays(day), nil
}

func (n nonISOCalendar) dateUntil(one, two isoDate, largest unit) dateDuration {
	unit := ca.Days
	switch largest {
	case unitYear:
		unit = ca.Years
	case unitMonth:
		unit = ca.Months
	case unitWeek:
		unit = ca.Weeks
	}
	d := n.c.DateUntil(one.epochDays(), two.epochDays(), unit)
	return dateDuration{d.Years, d.Months, d.Weeks, d.Days}
}

// extraFields is CalendarExtraFields (sup-temporal-calendarextrafields).
func (n nonISOCalendar) extraFields(fields fieldSet) fieldSet {
	if fields&fieldYear != 0 && n.c.SupportsEra() {
		return fieldEra | fieldEraYear
	}
	return 0
}

// fieldKeysToIgnore is NonISOFieldKeysToIgnore (sup-temporal-nonisofieldkeystoignore).
func (n nonISOCalendar) fieldKeysToIgnore(keys fieldSet) fieldSet {
	ignored := keys
	if keys&(fieldMonth|fieldMonthCode) != 0 {
		ignored |= fieldMonth | fieldMonthCode
	}
	if keys&(fieldEra|fieldEraYear|fieldYear) != 0 && n.c.SupportsEra() {
		ignored |= fieldEra | fieldEraYear | fieldYear
	}
	if keys&(fieldDay|fieldMonth|fieldMonthCode) != 0 && n.c.HasMidYearEras() {
		ignored |= fieldEra | fieldEraYear
	}
	return ignored
}

// resolveFields is NonISOResolveFields (sup-temporal-nonisoresolvefields).
func (n nonISOCalendar) resolveFields(f *calendarFields, kind dateKind) error {
	eras := n.c.SupportsEra()
	needsYear := kind != kindMonthDay || !f.has(fieldMonthCode) || f.has(fieldMonth)
	switch {
	case needsYear && !f.has(fieldYear) && !(eras && f.has(fieldEra) && f.has(fieldEraYear)):
		return typeError("the property year is missing, or one of era and eraYear")
	case eras && f.has(fieldEra) != f.has(fieldEraYear):
		return typeError("one of the properties era and eraYear is missing")
	case kind != kindYearMonth && !f.has(fieldDay):
		return typeError("the property day is missing")
	case !f.has(fieldMonth | fieldMonthCode):
		return typeError("the properties month and monthCode are missing")
	}
	if eras && f.has(fieldEraYear) {
		year, known := n.c.ArithmeticYear(f.era, f.eraYear)
		if !known {
			return rangeError("the calendar " + n.id() + " has no era " + clip(f.era))
		}
		if f.has(fieldYear) && f.year != year {
			return rangeError("year and eraYear differ")
		}
		f.year = year
		f.set |= fieldYear
	}
	f.set &^= fieldEra | fieldEraYear
	if !f.has(fieldMonthCode) {
		return nil
	}
	code := f.code()
	if !n.c.IsValidMonthCode(code) {
		return rangeError("the calendar " + n.id() + " has no month " + f.monthCode.String())
	}
	if f.has(fieldYear) {
		month, err := n.c.Month(f.year, code)
		if err != nil {
			return nonISO(err)
		}
		if f.has(fieldMonth) && f.month != month {
			return rangeError("month and monthCode differ")
		}
		f.month = month
		f.set |= fieldMonth
	}
	return nil
}

// code is the month code of fields, zero for none.
func (f *calendarFields) code() ca.MonthCode {
	if !f.has(fieldMonthCode) {
		return ca.MonthCode{}
	}
	return ca.MonthCode{Number: f.monthCode.number, Leap: f.monthCode.leap}
}

func (n nonISOCalendar) dateToISO(f *calendarFields, o overflow) (isoDate, error) {
	day, err := n.c.DayOf(f.year, f.month, f.code(), f.day, o == reject)
	if err != nil {
		return isoDate{}, nonISO(err)
	}
	return dateFromEpochDays(day), nil
}

func (n nonISOCalendar) monthDayToISOReferenceDate(f *calendarFields, o overflow) (isoDate, error) {
	var day int64
	var err error
	if f.has(fieldYear) {
		day, err = n.c.MonthDayOfYear(f.year, f.month, f.code(), f.day, o == reject, -maxEpochDays-1, maxEpochDays)
	} else {
		day, err = n.c.MonthDay(f.code(), f.day, o == reject)
	}
	if err != nil {
		return isoDate{}, nonISO(err)
	}
	return dateFromEpochDays(day), nil
}

package temporal

// isoCalendar is the calendar iso8601.
type isoCalendar struct{}

func (isoCalendar) id() string { return "iso8601" }

func (isoCalendar) isoToDate(d isoDate) calendarDate {
	date := calendarDate{
		year: d.year, month: d.month, monthCode: monthCode{number: int(d.month)}, day: d.day,
		dayOfWeek: isoDayOfWeek(d), dayOfYear: isoDayOfYear(d),
		daysInWeek: 7, daysInMonth: isoDaysInMonth(d.year, d.month), daysInYear: daysInYear(d.year),
		monthsInYear: 12, inLeapYear: inLeapYear(d.year),
	}
	date.weekOfYear, date.yearOfWeek = isoWeekOfYear(d)
	return date
}

func (isoCalendar) dateAdd(d isoDate, duration dateDuration, o overflow) (isoDate, error) {
	if duration.years != 0 || duration.months != 0 {
		year, month := balanceISOYearMonth(d.year+duration.years, d.month+duration.months)
		var err error
		if d, err = regulateISODate(year, month, d.day, o); err != nil {
			return d, err
		}
	}
	return addDaysToISODate(d, duration.days+7*duration.weeks), nil
}

// dateUntil finds the numbers of units that the specification counts up to: the largest with
// which the first date does not surpass the second (ISODateSurpasses).
func (isoCalendar) dateUntil(one, two isoDate, largest unit) dateDuration {
	sign := int64(-compareISODate(one, two))
	// surpasses compares a date that need not exist with the second one.
	surpasses := func(year, month int64) bool {
		return int64(compareISODate(isoDate{year, month, one.day}, two)) == sign
	}
	var d dateDuration
	if largest == unitYear {
		d.years = two.year - one.year
		if surpasses(two.year, one.month) {
			d.years -= sign
		}
	}
	if largest <= unitMonth {
		d.months = 12*(two.year-one.year-d.years) + two.month - one.month
		if surpasses(two.year, two.month) {
			d.months -= sign
		}
	}
	year, month := balanceISOYearMonth(one.year+d.years, one.month+d.months)
	base, _ := regulateISODate(year, month, one.day, constrain)
	d.days = two.epochDays() - base.epochDays()
	if largest == unitWeek {
		d.weeks, d.days = d.days/7, d.days%7
	}
	return d
}

func (isoCalendar) extraFields(fieldSet) fieldSet { return 0 }

func (isoCalendar) fieldKeysToIgnore(keys fieldSet) fieldSet {
	if keys&(fieldMonth|fieldMonthCode) != 0 {
		keys |= fieldMonth | fieldMonthCode
	}
	return keys
}

func (isoCalendar) resolveFields(f *calendarFields, kind dateKind) error {
	switch {
	case kind != kindMonthDay && !f.has(fieldYear):
		return typeError("the property year is missing")
	case kind != kindYearMonth && !f.has(fieldDay):
		return typeError("the property day is missing")
	case !f.has(fieldMonth | fieldMonthCode):
		return typeError("the properties month and monthCode are missing")
	}
	if f.has(fieldMonthCode) {
		if f.monthCode.leap || f.monthCode.number > 12 {
			return rangeError("the calendar iso8601 has no month " + f.monthCode.String())
		}
		if f.has(fieldMonth) && f.month != int64(f.monthCode.number) {
			return rangeError("month and monthCode differ")
		}
		f.month = int64(f.monthCode.number)
		f.set |= fieldMonth
	}
	return nil
}

func (isoCalendar) dateToISO(f *calendarFields, o overflow) (isoDate, error) {
	return regulateISODate(f.year, f.month, f.day, o)
}

// referenceISOYear is the first leap year after the epoch.
const referenceISOYear = 1972

func (isoCalendar) monthDayToISOReferenceDate(f *calendarFields, o overflow) (isoDate, error) {
	year := int64(referenceISOYear)
	if f.has(fieldYear) {
		year = f.year
	}
	d, err := regulateISODate(year, f.month, f.day, o)
	d.year = referenceISOYear
	return d, err
}

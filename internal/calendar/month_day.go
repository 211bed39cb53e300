package calendar

// Reference dates lie between 1900-01-01 and 1972-12-31, else between 1973-01-01 and 2035-12-31:
// days since 1970-01-01.
const (
	referenceFirst = -25567
	referenceLast  = 1095
	referenceEnd   = 24106
)

// MonthDay is NonISOMonthDayToISOReferenceDate (sup-temporal-nonisomonthdaytoisoreferencedate) of
// a month code and a day without a year.
func (c *Calendar) MonthDay(code MonthCode, day int64, reject bool) (int64, error) {
	if at, found := c.findReference(code, day); found {
		return at, nil
	}
	most := int64(30)
	if c.monthCodes != lunisolarCodes {
		most = c.longest(code)
	}
	return c.referenceDay(code, day, most, reject)
}

// MonthDayOfYear is NonISOMonthDayToISOReferenceDate
// (sup-temporal-nonisomonthdaytoisoreferencedate) of fields with a year; code is the month code
// that was given, or zero. first and last are the first and the last day that there is.
func (c *Calendar) MonthDayOfYear(number, month int64, code MonthCode, day int64, reject bool, first, last int64) (int64, error) {
	if !yearInRange(number) {
		return 0, ErrRange
	}
	y := c.rules.year(number)
	if y.start > last || y.start+y.days <= first {
		return 0, ErrRange
	}
	if month > y.months {
		if reject {
			return 0, ErrDay
		}
		month = y.months
	}
	if code == (MonthCode{}) {
		code = y.monthCode(month)
	} else {
		var err error
		if code, err = c.constrainMonthCode(&y, code, reject); err != nil {
			return 0, err
		}
	}
	return c.referenceDay(code, day, y.daysInMonth(month), reject)
}

// referenceDay is the end of NonISOMonthDayToISOReferenceDate: most days has the month.
func (c *Calendar) referenceDay(code MonthCode, day, most int64, reject bool) (int64, error) {
	if day > most {
		if reject {
			return 0, ErrDay
		}
		day = most
	}
	at, found := c.findReference(code, day)
	if !found {
		// A leap month of chinese or dangi that is not known to occur, or not with that day.
		if reject {
			return 0, ErrMonthCode
		}
		code.Leap = false
		at, _ = c.findReference(code, day)
	}
	return at, nil
}

// findReference is the latest day of a code and a day up to the end of 1972, else the earliest
// one after that. What it finds for chinese and dangi are the years of the table in the
// specification.
func (c *Calendar) findReference(code MonthCode, day int64) (int64, bool) {
	last := c.rules.near(referenceLast) + 1
	for number := last; ; number-- {
		y := c.rules.year(number)
		if y.start+y.days <= referenceFirst {
			break
		}
		if at, has := y.find(code, day); has && at >= referenceFirst && at <= referenceLast {
			return at, true
		}
	}
	for number := last - 2; ; number++ {
		y := c.rules.year(number)
		if y.start > referenceEnd {
			return 0, false
		}
		if at, has := y.find(code, day); has && at > referenceLast && at <= referenceEnd {
			return at, true
		}
	}
}

func (y *year) find(code MonthCode, day int64) (int64, bool) {
	if !y.contains(code) {
		return 0, false
	}
	month := y.ordinal(code)
	return y.firstDay(month) + day - 1, day <= y.daysInMonth(month)
}

// longest is the most days that a month has in any year: those that it has in a year of reference
// dates, in which each length occurs.
func (c *Calendar) longest(code MonthCode) int64 {
	days := int64(0)
	for number := c.rules.near(referenceFirst) - 1; ; number++ {
		y := c.rules.year(number)
		if y.start > referenceEnd {
			return days
		}
		if y.contains(code) {
			days = max(days, y.daysInMonth(y.ordinal(code)))
		}
	}
}

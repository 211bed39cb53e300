package calendar

// MonthCode is a month code (sec-temporal-month-codes).
type MonthCode struct {
	Number int
	Leap   bool
}

// after says that a code is greater than another one, as texts are.
func (m MonthCode) after(n MonthCode) bool {
	return m.Number > n.Number || m.Number == n.Number && m.Leap && !n.Leap
}

// monthCodes are the codes that a calendar has besides M01 to M12: the table of additional month
// codes (sec-temporal-isvalidmonthcodeforcalendar).
type monthCodes uint8

const (
	twelveCodes    monthCodes = iota
	thirteenCodes             // M13
	hebrewCodes               // M05L; years without it have M06 instead
	lunisolarCodes            // M01L to M12L; years without one have the month before it
)

// IsValidMonthCode is IsValidMonthCodeForCalendar (sec-temporal-isvalidmonthcodeforcalendar).
func (c *Calendar) IsValidMonthCode(code MonthCode) bool {
	if !code.Leap {
		return code.Number >= 1 && (code.Number <= 12 || code.Number == 13 && c.monthCodes == thirteenCodes)
	}
	switch c.monthCodes {
	case hebrewCodes:
		return code.Number == 5
	case lunisolarCodes:
		return code.Number >= 1 && code.Number <= 12
	}
	return false
}

// contains is YearContainsMonthCode (sec-temporal-yearcontainsmonthcode) of a valid code.
func (y *year) contains(code MonthCode) bool {
	return !code.Leap || y.leapMonth != 0 && y.monthCode(y.leapMonth) == code
}

// constrainMonthCode is ConstrainMonthCode (sec-temporal-constrainmonthcode).
func (c *Calendar) constrainMonthCode(y *year, code MonthCode, reject bool) (MonthCode, error) {
	if y.contains(code) {
		return code, nil
	}
	if reject {
		return code, ErrMonthCode
	}
	code.Leap = false
	if c.monthCodes == hebrewCodes {
		code.Number++
	}
	return code, nil
}

// ordinal is MonthCodeToOrdinal (sec-temporal-monthcodetoordinal) of a code that the year has.
func (y *year) ordinal(code MonthCode) int64 {
	month := int64(code.Number)
	if y.leapMonth != 0 && (code.Leap || month >= y.leapMonth) {
		month++
	}
	return month
}

// Month is the ordinal of the month that a code is constrained to in a year: the steps of
// NonISOResolveFields (sup-temporal-nonisoresolvefields) for a code and a year.
func (c *Calendar) Month(number int64, code MonthCode) (int64, error) {
	if !yearInRange(number) {
		return 0, ErrRange
	}
	y := c.rules.year(number)
	code, err := c.constrainMonthCode(&y, code, false)
	return y.ordinal(code), err
}

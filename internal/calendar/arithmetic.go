package calendar

// Duration is a Date Duration Record (sec-temporal-date-duration-records).
type Duration struct{ Years, Months, Weeks, Days int64 }

// Unit is the largest unit of a difference.
type Unit uint8

const (
	Years Unit = iota
	Months
	Weeks
	Days
)

// monthAt is a month of a year whose ordinal may be out of range: what BalanceNonISODate
// (sec-temporal-balancenonisodate) does with months. Instead of going from year to year, it
// guesses the year by the mean number of months.
func (c *Calendar) monthAt(y year, month int64) (year, int64, error) {
	if month >= 1 && month <= y.months {
		return y, month, nil
	}
	index := c.rules.monthsBefore(y.number) + month - 1
	number := y.number + (month-1)*19/235
	if c.monthCodes == twelveCodes || c.monthCodes == thirteenCodes {
		number = y.number + (month-1)/y.months
	}
	for yearInRange(number) && c.rules.monthsBefore(number) > index {
		number--
	}
	for yearInRange(number) && c.rules.monthsBefore(number+1) <= index {
		number++
	}
	if !yearInRange(number) {
		return y, 0, ErrRange
	}
	return c.rules.year(number), index - c.rules.monthsBefore(number) + 1, nil
}

// DateAdd is NonISODateAdd (sup-temporal-nonisodateadd). The sum may be out of the range of
// dates.
func (c *Calendar) DateAdd(day int64, d Duration, reject bool) (int64, error) {
	if d.Years != 0 || d.Months != 0 {
		from, month, dayOfMonth := c.date(day)
		number := from.number + d.Years
		if !yearInRange(number) || d.Months > maxMonths || d.Months < -maxMonths {
			return 0, ErrRange
		}
		y := from
		if d.Years != 0 {
			y = c.rules.year(number)
			code, err := c.constrainMonthCode(&y, from.monthCode(month), reject)
			if err != nil {
				return 0, err
			}
			month = y.ordinal(code)
		}
		y, month, err := c.monthAt(y, month+d.Months)
		if err != nil {
			return 0, err
		}
		if dayOfMonth > y.daysInMonth(month) {
			if reject {
				return 0, ErrDay
			}
			dayOfMonth = y.daysInMonth(month)
		}
		day = y.firstDay(month) + dayOfMonth - 1
	}
	return day + 7*d.Weeks + d.Days, nil
}

// DateUntil is NonISODateUntil (sup-temporal-nonisodateuntil) of two days that differ. It finds
// the numbers of units that the specification counts up to: the largest with which the first
// date does not surpass the second (NonISODateSurpasses, sec-temporal-nonisodatesurpasses).
func (c *Calendar) DateUntil(one, two int64, largest Unit) Duration {
	var d Duration
	base := one
	if largest <= Months {
		sign := int64(1)
		if one > two {
			sign = -1
		}
		from, month1, day1 := c.date(one)
		to, month2, day2 := c.date(two)
		y, month := from, month1
		if largest == Years && from.number != to.number {
			d.Years = to.number - from.number
			code := from.monthCode(month1)
			constrained, _ := c.constrainMonthCode(&to, code, false)
			month = to.ordinal(constrained)
			if surpassesCode(sign, code, day1, to.monthCode(month2), day2) || surpasses(sign, month, day1, month2, day2) {
				d.Years -= sign
			}
			y = from
			if d.Years != 0 {
				y = c.rules.year(from.number + d.Years)
			}
			constrained, _ = c.constrainMonthCode(&y, code, false)
			month = y.ordinal(constrained)
		}
		d.Months = month2 - month
		if y.number != to.number {
			d.Months += c.rules.monthsBefore(to.number) - c.rules.monthsBefore(y.number)
		}
		if d.Months != 0 && sign*(day1-day2) > 0 {
			d.Months -= sign
		}
		y, month, _ = c.monthAt(y, month+d.Months) // lies between two dates in range
		base = y.firstDay(month) + min(day1, y.daysInMonth(month)) - 1
	}
	d.Days = two - base
	if largest == Weeks {
		d.Weeks, d.Days = d.Days/7, d.Days%7
	}
	return d
}

// surpasses is CompareSurpasses (sec-temporal-comparesurpasses) of ordinal months in one year.
func surpasses(sign, month, day, toMonth, toDay int64) bool {
	if month != toMonth {
		return sign*(month-toMonth) > 0
	}
	return sign*(day-toDay) > 0
}

// surpassesCode is CompareSurpasses (sec-temporal-comparesurpasses) of month codes in one year.
func surpassesCode(sign int64, code MonthCode, day int64, toCode MonthCode, toDay int64) bool {
	if code != toCode {
		return code.after(toCode) == (sign > 0)
	}
	return sign*(day-toDay) > 0
}

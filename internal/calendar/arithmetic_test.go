package calendar

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// The specification's own steps, which go from year to year, from month to month and count
// units one by one.

// balance is BalanceNonISODate (sec-temporal-balancenonisodate).
func balance(c *Calendar, number, month, day int64) (int64, int64, int64) {
	y := c.rules.year(number)
	for month <= 0 {
		number--
		y = c.rules.year(number)
		month += y.months
	}
	for month > y.months {
		month -= y.months
		number++
		y = c.rules.year(number)
	}
	for day <= 0 {
		if month--; month == 0 {
			number--
			y = c.rules.year(number)
			month = y.months
		}
		day += y.daysInMonth(month)
	}
	for day > y.daysInMonth(month) {
		day -= y.daysInMonth(month)
		if month++; month > y.months {
			number++
			y = c.rules.year(number)
			month = 1
		}
	}
	return number, month, day
}

// shifted are the first steps of NonISODateAdd (sup-temporal-nonisodateadd): the ordinal of the
// month in the year that is some years later.
func shifted(c *Calendar, d Date, years int64, reject bool) (int64, error) {
	y := c.rules.year(d.Year + years)
	code, err := c.constrainMonthCode(&y, d.MonthCode, reject)
	return y.ordinal(code), err
}

func literalAdd(c *Calendar, day int64, d Duration, reject bool) (int64, error) {
	parts := c.DateOf(day)
	m0, err := shifted(c, parts, d.Years, reject)
	if err != nil {
		return 0, err
	}
	number, month, last := balance(c, parts.Year+d.Years, m0+d.Months+1, 0)
	at := parts.Day
	if at > last {
		if reject {
			return 0, ErrDay
		}
		at = last
	}
	number, month, at = balance(c, number, month, at+7*d.Weeks+d.Days)
	y := c.rules.year(number)
	return y.firstDay(month) + at - 1, nil
}

// literalSurpasses is NonISODateSurpasses (sec-temporal-nonisodatesurpasses).
func literalSurpasses(c *Calendar, sign int64, parts, to Date, d Duration) bool {
	compare := func(number, month, day int64) bool {
		if number != to.Year {
			return sign*(number-to.Year) > 0
		}
		return surpasses(sign, month, day, to.Month, to.Day)
	}
	number := parts.Year + d.Years
	if number != to.Year && sign*(number-to.Year) > 0 || number == to.Year && surpassesCode(sign, parts.MonthCode, parts.Day, to.MonthCode, to.Day) {
		return true
	}
	m0, _ := shifted(c, parts, d.Years, false)
	addedYear, addedMonth, _ := balance(c, number, m0+d.Months, 1)
	if compare(addedYear, addedMonth, parts.Day) {
		return true
	}
	if d.Weeks == 0 && d.Days == 0 {
		return false
	}
	endYear, endMonth, last := balance(c, addedYear, addedMonth+1, 0)
	return compare(balance(c, endYear, endMonth, min(parts.Day, last)+7*d.Weeks+d.Days))
}

func literalUntil(c *Calendar, one, two int64, largest Unit) Duration {
	sign := int64(1)
	if one > two {
		sign = -1
	}
	from, to := c.DateOf(one), c.DateOf(two)
	var d Duration
	count := func(unit *int64) {
		for {
			*unit += sign
			if literalSurpasses(c, sign, from, to, d) {
				*unit -= sign
				return
			}
		}
	}
	if largest == Years {
		count(&d.Years)
	}
	if largest <= Months {
		count(&d.Months)
	}
	if largest == Weeks {
		count(&d.Weeks)
	}
	count(&d.Days)
	return d
}

func TestDateAddIsThatOfTheSpecification(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, c := range all {
		for range 2000 {
			day := r.Int64N(200_000) - 100_000
			d := Duration{r.Int64N(41) - 20, r.Int64N(81) - 40, r.Int64N(21) - 10, r.Int64N(201) - 100}
			if r.IntN(3) == 0 {
				d.Months = 0
			}
			reject := r.IntN(2) == 0
			want, wantErr := literalAdd(c, day, d, reject)
			got, err := c.DateAdd(day, d, reject)
			require.Equal(t, wantErr, err, "%s %d %v", c.id, day, d)
			require.Equal(t, want, got, "%s %d %v", c.id, day, d)
		}
	}
}

func TestDateUntilIsThatOfTheSpecification(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, c := range all {
		for range 1000 {
			one := r.Int64N(200_000) - 100_000
			two := one + r.Int64N(4001) - 2000
			if one == two {
				continue
			}
			largest := Unit(r.IntN(4))
			require.Equal(t, literalUntil(c, one, two, largest), c.DateUntil(one, two, largest), "%s %d %d %d", c.id, one, two, largest)
		}
	}
}

func TestDateAddGoesAcrossAllYears(t *testing.T) {
	const first, last = -100_000_001, 100_000_000
	for _, c := range all {
		d := c.DateUntil(first, last, Months)
		got, err := c.DateAdd(first, d, false)
		require.NoError(t, err, c.id)
		require.Equal(t, int64(last), got, c.id)
		d = c.DateUntil(last, first, Years)
		got, err = c.DateAdd(last, d, false)
		require.NoError(t, err, c.id)
		require.Equal(t, int64(first), got, c.id)
		for _, d := range []Duration{{Years: 1 << 32}, {Years: -(1 << 32)}, {Months: 1 << 32}, {Months: -(1 << 32)}, {Years: MaxYear - 100, Months: maxMonths}} {
			_, err = c.DateAdd(0, d, false)
			require.Equal(t, ErrRange, err, "%s %v", c.id, d)
		}
	}
}

func BenchmarkDateOf(b *testing.B) {
	for _, c := range all {
		b.Run(c.id, func(b *testing.B) {
			for i := range b.N {
				c.DateOf(int64(i % 40_000))
			}
		})
	}
}

func BenchmarkDateAdd(b *testing.B) {
	for _, c := range all {
		b.Run(c.id, func(b *testing.B) {
			for i := range b.N {
				_, _ = c.DateAdd(int64(i%40_000), Duration{Years: 1, Months: 5, Days: 3}, false)
			}
		})
	}
}

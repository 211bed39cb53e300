package calendar

import (
	"testing"

	"github.com/kilnjs/kiln/internal/num"
	"github.com/stretchr/testify/require"
)

// TestReferenceYearsOfLunisolarMonthsAreThoseOfTheTable compares with the reference years of
// chinese and dangi in sup-temporal-nonisomonthdaytoisoreferencedate; 0 is a day that is not
// known to occur.
func TestReferenceYearsOfLunisolarMonthsAreThoseOfTheTable(t *testing.T) {
	table := []struct {
		code       MonthCode
		first, day int64 // of days 1 to 29, of day 30
	}{
		{MonthCode{1, false}, 1972, 1970}, {MonthCode{1, true}, 0, 0}, {MonthCode{2, false}, 1972, 1972}, {MonthCode{2, true}, 1947, 0},
		{MonthCode{3, false}, 1972, 1966}, {MonthCode{3, true}, 1966, 1955}, {MonthCode{4, false}, 1972, 1970}, {MonthCode{4, true}, 1963, 1944},
		{MonthCode{5, false}, 1972, 1972}, {MonthCode{5, true}, 1971, 1952}, {MonthCode{6, false}, 1972, 1971}, {MonthCode{6, true}, 1960, 1941},
		{MonthCode{7, false}, 1972, 1972}, {MonthCode{7, true}, 1968, 1938}, {MonthCode{8, false}, 1972, 1971}, {MonthCode{8, true}, 1957, 0},
		{MonthCode{9, false}, 1972, 1972}, {MonthCode{9, true}, 2014, 0}, {MonthCode{10, false}, 1972, 1972}, {MonthCode{10, true}, 1984, 0},
		{MonthCode{11, false}, 1972, 1970}, {MonthCode{11, true}, 2033, 0}, {MonthCode{12, false}, 1972, 1972}, {MonthCode{12, true}, 0, 0},
	}
	for _, c := range []*Calendar{&Chinese, &Dangi} {
		for _, row := range table {
			for day := int64(1); day <= 30; day++ {
				want := row.first
				if day == 30 {
					want = row.day
				}
				switch {
				case row.code == MonthCode{3, false} && day == 30 && c == &Dangi:
					want = 1968
				case row.code == MonthCode{11, true} && day > 10 && day < 30:
					want = 2034
				}
				at, err := c.MonthDay(row.code, day, true)
				if want == 0 {
					require.Equal(t, ErrMonthCode, err, "%s %v %d", c.id, row.code, day)
					at, err = c.MonthDay(row.code, day, false)
					require.NoError(t, err)
					d := c.DateOf(at)
					require.Equal(t, MonthCode{row.code.Number, false}, d.MonthCode)
					require.Equal(t, day, d.Day)
					continue
				}
				require.NoError(t, err, "%s %v %d", c.id, row.code, day)
				year, _, _ := num.CivilFromDays(at)
				require.Equal(t, want, year, "%s %v %d", c.id, row.code, day)
			}
		}
	}
}

func TestLongestIsTheMostDaysOfAnyYear(t *testing.T) {
	for _, c := range all {
		if c.monthCodes == lunisolarCodes {
			continue
		}
		most := map[MonthCode]int64{}
		for n := c.yearOf(-400_000).number; n < c.yearOf(400_000).number; n++ {
			y := c.rules.year(n)
			for month := int64(1); month <= y.months; month++ {
				code := y.monthCode(month)
				most[code] = max(most[code], y.daysInMonth(month))
			}
		}
		for code, days := range most {
			require.Equal(t, days, c.longest(code), "%s %v", c.id, code)
			for day := int64(1); day <= days; day++ {
				at, err := c.MonthDay(code, day, true)
				require.NoError(t, err)
				d := c.DateOf(at)
				require.Equal(t, code, d.MonthCode)
				require.Equal(t, day, d.Day)
			}
			_, err := c.MonthDay(code, days+1, true)
			require.Equal(t, ErrDay, err)
		}
	}
}

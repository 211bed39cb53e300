package calendar

import (
	"testing"

	"github.com/stretchr/testify/require"
)

var all = []*Calendar{
	&Buddhist, &Chinese, &Coptic, &Dangi, &Ethioaa, &Ethiopic, &Gregory, &Hebrew, &Indian, &IslamicCivil, &IslamicTbla,
	&IslamicUmalqura, &Japanese, &Persian, &ROC,
}

func TestYearsFollowEachOtherWithoutAGap(t *testing.T) {
	for _, c := range all {
		for _, span := range [][2]int64{{-300_000, -299_900}, {-100, 3200}, {280_000, 280_100}} {
			for n := span[0]; n < span[1]; n++ {
				y, next := c.rules.year(n), c.rules.year(n+1)
				require.Equal(t, next.start, y.start+y.days, "%s %d", c.id, n)
				require.Equal(t, c.rules.monthsBefore(n)+y.months, c.rules.monthsBefore(n+1), "%s %d", c.id, n)
				require.Equal(t, n, c.yearOf(y.start).number, "%s %d", c.id, n)
				require.Equal(t, n, c.yearOf(y.start+y.days-1).number, "%s %d", c.id, n)
				require.InDelta(t, n, c.rules.near(y.start), 1, "%s %d", c.id, n)
				require.InDelta(t, n, c.rules.near(y.start+y.days-1), 1, "%s %d", c.id, n)
				sum := int64(0)
				for month := int64(1); month <= y.months; month++ {
					days := y.daysInMonth(month)
					require.True(t, days >= 28 && days <= 31 || month == 13 && days >= 5, "%s %d %d: %d", c.id, n, month, days)
					require.Equal(t, month, y.ordinal(y.monthCode(month)), "%s %d", c.id, n)
					sum += days
				}
				require.Equal(t, y.days, sum, "%s %d", c.id, n)
				if c.monthCodes == hebrewCodes || c.monthCodes == lunisolarCodes {
					require.Equal(t, y.leap, y.months == 13, "%s %d", c.id, n)
					require.Equal(t, y.leap, y.leapMonth != 0, "%s %d", c.id, n)
				}
			}
		}
	}
}

func TestDatesAreThoseOfPublishedConversions(t *testing.T) {
	type date struct {
		c     *Calendar
		year  int64
		code  MonthCode
		day   int64
		days  int64 // since 1970-01-01
		month int64 // the ordinal, where it is not that of the code
	}
	const fixed = 719_163 // 1970-01-01 as a fixed date of Calendrical Calculations
	for _, d := range []date{
		// Sample dates of Calendrical Calculations, appendix C.
		{c: &Hebrew, year: 3174, code: MonthCode{11, false}, day: 10, days: -214_193 - fixed},
		{c: &Coptic, year: -870, code: MonthCode{12, false}, day: 6, days: -214_193 - fixed},
		{c: &Ethiopic, year: -594, code: MonthCode{12, false}, day: 6, days: -214_193 - fixed},
		{c: &IslamicCivil, year: -1245, code: MonthCode{12, false}, day: 9, days: -214_193 - fixed},
		// Days that are widely printed.
		{c: &Hebrew, year: 5784, code: MonthCode{5, true}, day: 24, days: 19_786, month: 6},   // 2024-03-04
		{c: &Hebrew, year: 5784, code: MonthCode{7, false}, day: 15, days: 19_836, month: 8},  // Passover, 2024-04-23
		{c: &Chinese, year: 2024, code: MonthCode{1, false}, day: 1, days: 19_763},            // 2024-02-10
		{c: &Chinese, year: 2033, code: MonthCode{11, true}, day: 1, days: 23_366, month: 12}, // 2033-12-22
		{c: &Dangi, year: 2017, code: MonthCode{5, true}, day: 1, days: 17_341, month: 6},     // 2017-06-24
		{c: &Persian, year: 1403, code: MonthCode{1, false}, day: 1, days: 19_802},            // 2024-03-20
		{c: &Indian, year: 1946, code: MonthCode{1, false}, day: 1, days: 19_803},             // 2024-03-21
		{c: &IslamicUmalqura, year: 1445, code: MonthCode{9, false}, day: 1, days: 19_793},    // 2024-03-11
		{c: &Ethiopic, year: 2017, code: MonthCode{1, false}, day: 1, days: 19_977},           // 2024-09-11
		{c: &Buddhist, year: 2567, code: MonthCode{1, false}, day: 1, days: 19_723},           // 2024-01-01
		{c: &ROC, year: 113, code: MonthCode{1, false}, day: 1, days: 19_723},
	} {
		if d.month == 0 {
			d.month = int64(d.code.Number)
		}
		got := d.c.DateOf(d.days)
		require.Equal(t, []any{d.year, d.month, d.code, d.day}, []any{got.Year, got.Month, got.MonthCode, got.Day}, "%s %d", d.c.id, d.days)
		day, err := d.c.DayOf(d.year, d.month, d.code, d.day, true)
		require.NoError(t, err)
		require.Equal(t, d.days, day, d.c.id)
	}
}

func TestErasBeginAndCountAsTheTableSays(t *testing.T) {
	for _, e := range []struct {
		c    *Calendar
		year int64 // the year of day 1 of month 1, or
		day  int64 // a day, where the year is 0
		era  string
		n    int64
	}{
		{&Gregory, 1, 0, "ce", 1}, {&Gregory, -1, 0, "bce", 2}, {&ROC, -4, 0, "broc", 5}, {&Ethiopic, -5499, 0, "aa", 1},
		{&Ethiopic, 1, 0, "am", 1}, {&IslamicTbla, -1, 0, "bh", 2}, {&Coptic, -7, 0, "am", -7},
		{&Japanese, 0, 18017, "reiwa", 1}, {&Japanese, 0, 18016, "heisei", 31}, {&Japanese, 0, 6947, "heisei", 1},
		{&Japanese, 0, 6946, "showa", 64}, {&Japanese, 0, -15713, "showa", 1}, {&Japanese, 0, -15714, "taisho", 15},
		{&Japanese, 0, -20974, "taisho", 1}, {&Japanese, 0, -20975, "meiji", 45}, {&Japanese, 0, -35428, "meiji", 6},
		{&Japanese, 0, -35429, "ce", 1872}, {&Japanese, -1, 0, "bce", 2}, {&Chinese, 1, 0, "", 0},
	} {
		day := e.day
		if e.year != 0 {
			day, _ = e.c.DayOf(e.year, 1, MonthCode{}, 1, true)
		}
		d := e.c.DateOf(day)
		require.Equal(t, e.era, d.Era, "%s %d", e.c.id, day)
		require.Equal(t, e.n, d.EraYear, "%s %d", e.c.id, day)
		year, known := e.c.ArithmeticYear(d.Era, d.EraYear)
		require.Equal(t, e.c.SupportsEra(), known)
		if known {
			require.Equal(t, d.Year, year)
		}
	}
	year, known := Gregory.ArithmeticYear("bc", 1)
	require.True(t, known)
	require.Zero(t, year)
	_, known = Gregory.ArithmeticYear("", 1)
	require.False(t, known)
}

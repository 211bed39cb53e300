package temporal

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// isoDateSurpasses is ISODateSurpasses (sec-temporal-isodatesurpasses), step by step.
func isoDateSurpasses(sign int64, base, target isoDate, years, months, weeks, days int64) bool {
	surpasses := func(d isoDate) bool { return int64(compareISODate(d, target)) == sign }
	y0 := base.year + years
	if surpasses(isoDate{y0, base.month, base.day}) {
		return true
	}
	if months == 0 && weeks == 0 && days == 0 {
		return false
	}
	year, month := balanceISOYearMonth(y0, base.month+months)
	if surpasses(isoDate{year, month, base.day}) {
		return true
	}
	if weeks == 0 && days == 0 {
		return false
	}
	d, _ := regulateISODate(year, month, base.day, constrain)
	return surpasses(addDaysToISODate(d, 7*weeks+days))
}

// countUp is CalendarDateUntil (sec-temporal-calendardateuntil) as the specification has it.
func countUp(one, two isoDate, largest unit) (d dateDuration) {
	sign := int64(-compareISODate(one, two))
	count := func(to *int64) {
		for n := sign; ; n += sign {
			last := *to
			*to = n
			if isoDateSurpasses(sign, one, two, d.years, d.months, d.weeks, d.days) {
				*to = last
				return
			}
		}
	}
	if largest == unitYear {
		count(&d.years)
	}
	if largest <= unitMonth {
		count(&d.months)
	}
	if largest == unitWeek {
		count(&d.weeks)
	}
	count(&d.days)
	return d
}

func TestDifferencesOfDatesAreThoseThatTheSpecificationCountsUpTo(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 20_000 {
		one := dateFromEpochDays(int64(r.IntN(20_000)))
		two := dateFromEpochDays(one.epochDays() + int64(r.IntN(3000)-1500))
		if one == two {
			continue
		}
		for _, largest := range [...]unit{unitYear, unitMonth, unitWeek, unitDay} {
			require.Equal(t, countUp(one, two, largest), calendarDateUntil(iso8601, one, two, largest), "%v until %v in %s", one, two, unitTable[largest].name)
		}
	}
}

// weekByDefinition is the number of the week with a date: weeks begin on Monday, and the first
// of a year has January 4.
func weekByDefinition(d isoDate) (week, year int64) {
	for year = d.year + 1; ; year-- {
		fourth := isoDate{year, 1, 4}
		monday := fourth.epochDays() - isoDayOfWeek(fourth) + 1
		if days := d.epochDays() - monday; days >= 0 {
			return days/7 + 1, year
		}
	}
}

func TestWeeksOfTheYear(t *testing.T) {
	for days := int64(-20_000); days < 40_000; days++ {
		d := dateFromEpochDays(days)
		require.Equal(t, days, d.epochDays())
		week, year := isoWeekOfYear(d)
		wantWeek, wantYear := weekByDefinition(d)
		require.Equal(t, [2]int64{wantWeek, wantYear}, [2]int64{week, year}, "%v", d)
	}
}

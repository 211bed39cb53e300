package calendar

import "github.com/kilnjs/kiln/internal/num"

// lunisolar are the calendars chinese and dangi: a table of years, and before and after it an
// approximation by mean lunations and mean solar terms (pingqi). The lunations count from the
// first day of the table, or from the day after it, so that years follow each other without a
// gap; the solar terms stay where they are in the Gregorian calendar.
type lunisolar struct {
	years      *[lunisolarYears]uint32
	start, end int64 // the first day of the table, the first day after it
}

// The tables hold 1900 to 2100. A row has a bit for each month that has 30 days, from bit 0 on,
// the ordinal of the leap month in bits 13 to 16, and in bits 17 to 22 the first day, counted
// from January 1.
const (
	lunisolarFirst = 1900
	lunisolarYears = 201
)

// The mean lunation, and a twelfth of the mean Gregorian year, in nanodays.
const (
	nanodays     = 1_000_000_000
	lunation     = 29_530_588_853
	term         = 365_242_500_000 / 12
	solstice1970 = 355_600_000_000 // the winter solstice of 1970 in Beijing, from the beginning of that year
)

var (
	china = lunisolar{years: &chinaYears, start: -25537, end: 47875}
	korea = lunisolar{years: &koreaYears, start: -25537, end: 47875}
)

func (l *lunisolar) tabled(number int64) bool {
	return number >= lunisolarFirst && number < lunisolarFirst+lunisolarYears
}

func (l *lunisolar) row(number int64) uint32 { return l.years[number-lunisolarFirst] }

func (l *lunisolar) year(number int64) year {
	y := year{number: number}
	if l.tabled(number) {
		row := l.row(number)
		y.start = num.DaysFromCivil(number, 0) + int64(row>>17)
		y.leapMonth = int64(row >> 13 & 15)
		y.leap = y.leapMonth != 0
		months := 12
		if y.leap {
			months = 13
		}
		for month := 0; month < months; month++ {
			y.add(29 + uint8(row>>month&1))
		}
		return y
	}
	k, leapMonth := l.newYear(number)
	end, _ := l.newYear(number + 1)
	y.start, y.leapMonth, y.leap = l.newMoon(number, k), leapMonth, leapMonth != 0
	for day := y.start; k < end; k++ {
		next := l.newMoon(number, k+1)
		y.add(uint8(next - day))
		day = next
	}
	return y
}

// anchor is the day of lunation 0 for years before or after the table.
func (l *lunisolar) anchor(number int64) int64 {
	if number < lunisolarFirst {
		return l.start
	}
	return l.end
}

// newMoon is the day of a mean new moon: half a day after the beginning of the anchor.
func (l *lunisolar) newMoon(number, k int64) int64 {
	return l.anchor(number) + num.FloorDiv(k*lunation+nanodays/2, nanodays)
}

// moonBefore is the lunation in which a day is.
func (l *lunisolar) moonBefore(number, day int64) int64 {
	k := num.FloorDiv((day-l.anchor(number))*nanodays, lunation)
	for l.newMoon(number, k+1) <= day {
		k++
	}
	for l.newMoon(number, k) > day {
		k--
	}
	return k
}

// termDay is the day of a mean major solar term of a year: 0 is the winter solstice in December
// of the year before it.
func termDay(number, i int64) int64 {
	return num.DaysFromCivil(1970, 0) + num.FloorDiv(solstice1970+(12*(number-1-1970)+i)*term, nanodays)
}

// newYear is the lunation with which a year outside of the table begins, and the ordinal of its
// leap month: month 11 has the winter solstice, and if there are 13 months from one to the next,
// the first that has no major solar term is a leap month.
func (l *lunisolar) newYear(number int64) (k, leapMonth int64) {
	if number == lunisolarFirst {
		return 0, 0 // the end of the year before the table
	}
	m11 := l.moonBefore(number, termDay(number, 0))
	next := l.moonBefore(number, termDay(number+1, 0))
	after := l.moonBefore(number, termDay(number+2, 0))
	k = m11 + 2
	if leap, is := l.leapMoon(number, m11, next, number); is && leap <= k {
		k++
	} else if is {
		leapMonth = leap - k + 1
	}
	// Month 11 or 12 of this year may have a leap month after it.
	if leap, is := l.leapMoon(number, next, after, number+1); is && leap <= next+2 {
		leapMonth = leap - k + 1
	}
	return k, leapMonth
}

// leapMoon is the lunation of the leap month between two months 11, the first of which has a
// winter solstice, as termDay counts them.
func (l *lunisolar) leapMoon(number, m11, next, solstice int64) (k int64, is bool) {
	if next-m11 < 13 {
		return 0, false
	}
	for k, i := m11, int64(0); ; k, i = k+1, i+1 {
		if termDay(solstice, i) >= l.newMoon(number, k+1) {
			return k, true
		}
	}
}

func (l *lunisolar) yearStart(number int64) int64 {
	switch {
	case l.tabled(number):
		return num.DaysFromCivil(number, 0) + int64(l.row(number)>>17)
	case number == lunisolarFirst+lunisolarYears:
		return l.end
	}
	k, _ := l.newYear(number)
	return l.newMoon(number, k)
}

func (*lunisolar) near(day int64) int64 {
	number, _, _ := num.CivilFromDays(day - 35)
	return number
}

// monthsBefore counts lunations since the first day of the table; no year begins two days from where
// mean lunations place it.
func (l *lunisolar) monthsBefore(number int64) int64 {
	return num.FloorDiv((l.yearStart(number)-l.start)*nanodays+lunation/2, lunation)
}

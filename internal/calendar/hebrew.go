package calendar

import "github.com/kilnjs/kiln/internal/num"

// hebrew is the Hebrew calendar, which begins with Tishri: the mean conjunctions (molad), 29
// days, 12 hours and 793 parts of 1080 apart, and the four postponements, two of which follow
// from the lengths of years (Reingold and Dershowitz, Calendrical Calculations, chapter 8).
type hebrew struct{}

const (
	hebrewEpoch     = -2092590 // -3760-09-07
	hebrewPartsADay = 24 * 1080
)

func (hebrew) monthsBefore(number int64) int64 { return num.FloorDiv(235*number-234, 19) }

// elapsed is the day of the conjunction of Tishri, or the next one: in the afternoon, and on
// Sunday, Wednesday and Friday, it is postponed.
func (h hebrew) elapsed(number int64) int64 {
	months := h.monthsBefore(number)
	day := 29*months + num.FloorDiv(12084+13753*months, hebrewPartsADay)
	if weekday := 3 * (day + 1); weekday-7*num.FloorDiv(weekday, 7) < 3 {
		day++
	}
	return day
}

// postpone is the first day of a year, of what elapsed says of the year before it, of the year and
// of the one after it: no year has 356 days, and none after a leap year 382.
func (hebrew) postpone(before, at, after int64) int64 {
	switch {
	case after-at == 356:
		at += 2
	case at-before == 382:
		at++
	}
	return hebrewEpoch + at
}

func (h hebrew) year(number int64) year {
	e0, e1, e2, e3 := h.elapsed(number-1), h.elapsed(number), h.elapsed(number+1), h.elapsed(number+2)
	y := year{number: number, start: h.postpone(e0, e1, e2)}
	days := h.postpone(e1, e2, e3) - y.start
	y.leap = days > 380
	// A year has one day less or more than 354, or 384, by Kislev or Heshvan.
	heshvan, kislev := uint8(29), uint8(30)
	switch days % 10 {
	case 3:
		kislev = 29
	case 5:
		heshvan = 30
	}
	y.lengths = [most]uint8{30, heshvan, kislev, 29, 30, 29, 30, 29, 30, 29, 30, 29}
	y.months, y.days = 12, days
	if y.leap {
		copy(y.lengths[6:], []uint8{29, 30, 29, 30, 29, 30, 29})
		y.lengths[5] = 30 // Adar I
		y.months, y.leapMonth = 13, 6
	}
	return y
}

func (hebrew) near(day int64) int64 {
	return num.FloorDiv((day-hebrewEpoch)*98496, 35975351) + 1
}

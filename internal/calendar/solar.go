package calendar

import "github.com/kilnjs/kiln/internal/num"

// isoMonths are calendars with the months and days of ISO 8601: the number is what their years
// are ahead.
type isoMonths int64

func (c isoMonths) year(number int64) year {
	iso := number - int64(c)
	y := year{
		number: number, start: num.DaysFromCivil(iso, 0), days: 365, months: 12,
		lengths: [most]uint8{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31},
	}
	if isoLeapYear(iso) {
		y.leap = true
		y.days++
		y.lengths[1]++
	}
	return y
}

func (c isoMonths) near(day int64) int64 {
	number, _, _ := num.CivilFromDays(day)
	return number + int64(c)
}

func (c isoMonths) monthsBefore(number int64) int64 { return 12 * number }

func isoLeapYear(y int64) bool { return y%4 == 0 && (y%100 != 0 || y%400 == 0) }

// coptic are the calendars of Alexandria, twelve months of 30 days and a short one: the number
// is the first day of year 1.
type coptic int64

const (
	copticEpoch    = -615558 // 284-08-29
	ethiopicEpoch  = -716367 // 8-08-27
	ameteAlemEpoch = ethiopicEpoch - 5500*365 - 5500/4
)

func (c coptic) year(number int64) year {
	y := year{
		number: number, start: int64(c) + 365*(number-1) + num.FloorDiv(number, 4), days: 365, months: 13,
		lengths: [most]uint8{30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 5},
	}
	if number&3 == 3 {
		y.leap = true
		y.days++
		y.lengths[12]++
	}
	return y
}

func (c coptic) near(day int64) int64 { return num.FloorDiv(4*(day-int64(c))+1463, 1461) }

func (c coptic) monthsBefore(number int64) int64 { return 13 * number }

// indian is the Śaka calendar: years begin on March 22, or 21 in leap years, of the year of
// ISO 8601 that is 78 ahead.
type indian struct{}

func (indian) year(number int64) year {
	y := year{
		number: number, start: num.DaysFromCivil(number+78, 2) + 21, days: 365, months: 12,
		lengths: [most]uint8{30, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 30},
	}
	if isoLeapYear(number + 78) {
		y.leap = true
		y.start--
		y.days++
		y.lengths[0]++
	}
	return y
}

func (indian) near(day int64) int64 {
	iso, _, _ := num.CivilFromDays(day - 80)
	return iso - 78
}

func (indian) monthsBefore(number int64) int64 { return 12 * number }

// persian is the solar Hijri calendar by the rule of 33 years, which is what the calendar
// authority has published for 1206 to 1498, and by persianLate for what astronomy tells of later
// years.
type persian struct{}

const persianEpoch = -492268 // year 1 by the rule of 33 years: 622-03-21

// persianLate are years of which the rule of 33 years says that they are leap years, but the
// equinox says that the year after them is: the vernal equinoxes of up to 2988 (4609 of ISO
// 8601) at Tehran's noon, as ICU and CLDR have them.
var persianLate = [...]uint16{
	1502, 1601, 1634, 1667, 1700, 1733, 1766, 1799, 1832, 1865, 1898, 1931, 1964, 1997, 2030, 2059,
	2063, 2096, 2129, 2158, 2162, 2191, 2195, 2224, 2228, 2257, 2261, 2290, 2294, 2323, 2327, 2356,
	2360, 2389, 2393, 2422, 2426, 2455, 2459, 2488, 2492, 2521, 2525, 2554, 2558, 2587, 2591, 2620,
	2624, 2653, 2657, 2686, 2690, 2719, 2723, 2748, 2752, 2756, 2781, 2785, 2789, 2818, 2822, 2847,
	2851, 2855, 2880, 2884, 2888, 2913, 2917, 2921, 2946, 2950, 2954, 2979, 2983, 2987,
}

func persianIsLate(number int64) bool {
	if number < int64(persianLate[0]) || number > int64(persianLate[len(persianLate)-1]) {
		return false
	}
	low, high := 0, len(persianLate)
	for low < high {
		mid := (low + high) / 2
		if int64(persianLate[mid]) < number {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return int64(persianLate[low]) == number
}

func persianStart(number int64) int64 {
	start := persianEpoch + 365*(number-1) + num.FloorDiv(8*number+21, 33)
	if persianIsLate(number - 1) {
		start--
	}
	return start
}

func (persian) year(number int64) year {
	y := year{
		number: number, start: persianStart(number), months: 12,
		lengths: [most]uint8{31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 29},
	}
	y.days = persianStart(number+1) - y.start
	if y.days == 366 {
		y.leap = true
		y.lengths[11]++
	}
	return y
}

func (persian) near(day int64) int64 {
	return 1 + num.FloorDiv(33*(day-persianEpoch)+3, 12053)
}

func (persian) monthsBefore(number int64) int64 { return 12 * number }

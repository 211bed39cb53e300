package calendar

import "github.com/kilnjs/kiln/internal/num"

// islamic are the tabular calendars, with 11 leap years in 30: the number is the first day of
// year 1.
type islamic int64

const civilEpoch = -492148 // 622-07-19

func (c islamic) start(number int64) int64 {
	return int64(c) + 354*(number-1) + num.FloorDiv(11*number+3, 30)
}

func (c islamic) year(number int64) year {
	y := year{
		number: number, start: c.start(number), months: 12,
		lengths: [most]uint8{30, 29, 30, 29, 30, 29, 30, 29, 30, 29, 30, 29},
	}
	y.days = c.start(number+1) - y.start
	if y.days == 355 {
		y.leap = true
		y.lengths[11]++
	}
	return y
}

func (c islamic) near(day int64) int64 {
	return num.FloorDiv(30*(day-int64(c))+10646, 10631)
}

func (islamic) monthsBefore(number int64) int64 { return 12 * number }

// umalqura is the calendar of Umm al-Qura: a table, and islamic-civil before and after it.
type umalqura struct{}

// tabled is the row of a year, if it has one.
func (umalqura) tabled(number int64) (uint16, bool) {
	i := number - umalquraFirst
	if i < 0 || i >= int64(len(umalquraYears)) {
		return 0, false
	}
	return umalquraYears[i], true
}

func (u umalqura) start(number int64) int64 {
	start := islamic(civilEpoch).start(number)
	if row, is := u.tabled(number); is {
		start += int64(row>>12) - umalquraBias
	}
	return start
}

func (u umalqura) year(number int64) year {
	row, is := u.tabled(number)
	if !is {
		return islamic(civilEpoch).year(number)
	}
	y := year{number: number, start: u.start(number)}
	for month := 0; month < 12; month++ {
		y.add(29 + uint8(row>>month&1))
	}
	y.leap = y.days == 355
	return y
}

func (umalqura) near(day int64) int64 {
	return islamic(civilEpoch).near(day)
}

func (umalqura) monthsBefore(number int64) int64 { return 12 * number }

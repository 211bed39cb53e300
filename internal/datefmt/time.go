package datefmt

import (
	"github.com/kilnjs/kiln/internal/calendar"
)

const (
	msPerDay    = 24 * 60 * 60 * 1000
	msPerMinute = 60 * 1000
)

// fields is a time in a zone as fields of a calendar.
type fields struct {
	at          int64 // milliseconds since the epoch
	offset      int64 // seconds
	era         int   // its number in the names of eras
	year        int64 // of the era
	extended    int64 // without eras
	relatedYear int64
	yearOfCycle int // from 1
	month       int // from 1; its number in the names of months
	number      int // the month as a number
	leapMonth   bool
	alternative bool // the month is called otherwise in a leap year
	day         int64
	weekday     int // 0 is Sunday
	hour        int
	minute      int
	second      int
	ms          int
	japanese    bool // the era is one of those of Japan
}

func floorDiv(a, b int64) (q, r int64) {
	q, r = a/b, a%b
	if r < 0 {
		q, r = q-1, r+b
	}
	return q, r
}

// civil is the date of the Gregorian calendar of a count of days since 1970-01-01. Years begin in March
// while it counts, and 400 of them always have the same number of days.
func civil(day int64) (year int64, month int, dayOfMonth int64) {
	const daysPerEra = 146097
	era, rest := floorDiv(day+719468, daysPerEra)
	yearOfEra := (rest - rest/1460 + rest/36524 - rest/146096) / 365
	dayOfYear := rest - (365*yearOfEra + yearOfEra/4 - yearOfEra/100)
	shifted := (5*dayOfYear + 2) / 153
	dayOfMonth = dayOfYear - (153*shifted+2)/5 + 1
	month = int(shifted) + 3
	year = yearOfEra + era*400
	if month > 12 {
		month, year = month-12, year+1
	}
	return year, month, dayOfMonth
}

// japaneseEras are the eras of Japan that have names, in the order of these.
var japaneseEras = [...]string{"meiji", "taisho", "showa", "heisei", "reiwa"}

// fieldsOf is ToLocalTime (sec-tolocaltime) of a time with the offset of its zone.
func (l *Locale) fieldsOf(at, offset int64) (f fields) {
	f.at, f.offset = at, offset
	day, ms := floorDiv(at+offset*1000, msPerDay)
	f.ms = int(ms % 1000)
	seconds := int(ms / 1000)
	f.hour, f.minute, f.second = seconds/3600, seconds/60%60, seconds%60
	_, weekday := floorDiv(day+4, 7)
	f.weekday = int(weekday)
	if l.rules == nil {
		f.extended, f.month, f.day = civil(day)
		f.number = f.month
		f.year, f.era, f.relatedYear = f.extended, 1, f.extended
		if f.year <= 0 {
			f.year, f.era = 1-f.year, 0
		}
		return f
	}
	l.setDate(&f, day, l.rules.DateOf(day))
	return f
}

// setDate sets the fields of a date of another calendar.
func (l *Locale) setDate(f *fields, day int64, d calendar.Date) {
	f.day, f.month, f.number = d.Day, d.MonthCode.Number, d.MonthCode.Number
	f.extended, f.year = d.Year, d.Year
	f.leapMonth = d.MonthCode.Leap
	if d.Era != "" {
		f.year = d.EraYear
	}
	switch l.calendar {
	case "hebrew":
		// The sixth month of the names is that which leap years alone have.
		f.number = int(d.Month)
		if f.leapMonth {
			f.month = 6
		} else if f.month >= 6 {
			f.month++
			f.alternative = f.month == 7 && d.InLeapYear
		}
	case "chinese", "dangi":
		f.relatedYear = d.Year
		// Cycles of sixty years, which take the place of eras, are counted from 2637 BCE.
		cycle, yearOfCycle := floorDiv(d.Year+2636, 60)
		f.era, f.yearOfCycle = int(cycle)+1, int(yearOfCycle)+1
		f.year = int64(f.yearOfCycle)
	case "coptic", "roc", "ethiopic":
		f.era = 1
		if d.Era == "broc" || d.Era == "aa" {
			f.era = 0
		}
	case "islamic-civil", "islamic-tbla", "islamic-umalqura":
		if d.Era == "bh" {
			f.era = 1
		}
	case "japanese":
		f.era = 0
		if d.Era == "ce" {
			f.era = 1
		}
		for i, name := range japaneseEras {
			if d.Era == name {
				f.era, f.japanese = i, true
			}
		}
	}
}

package calendar

// Calendar is one calendar.
type Calendar struct {
	id         string
	rules      rules
	monthCodes monthCodes
	eras       eraRange
	midYear    bool // CalendarHasMidYearEras
}

// rules say of which days the years of a calendar consist. Years are arithmetic years between
// -MaxYear and MaxYear.
type rules interface {
	// year is the shape of a year.
	year(number int64) year
	// near is the number of the year in which a day is, or of one next to it.
	near(day int64) int64
	// monthsBefore is how many months lie between some fixed year and this one.
	monthsBefore(number int64) int64
}

// MaxYear is farther than any year of a calendar that Temporal represents.
const MaxYear = 400_000

// maxMonths is more than the months of all years together.
const maxMonths = 2 * 13 * MaxYear

// most is the number of months that the longest year has.
const most = 13

// year is the shape of a year: days that its months have.
type year struct {
	number    int64
	start     int64 // the first day
	days      int64
	months    int64
	leapMonth int64 // the ordinal of the month whose code is that of a leap month, 0 for none
	leap      bool
	lengths   [most]uint8
}

// add appends a month.
func (y *year) add(days uint8) {
	y.lengths[y.months] = days
	y.months++
	y.days += int64(days)
}

// firstDay is the first day of a month.
func (y *year) firstDay(month int64) int64 {
	day := y.start
	for _, n := range y.lengths[:month-1] {
		day += int64(n)
	}
	return day
}

func (y *year) daysInMonth(month int64) int64 { return int64(y.lengths[month-1]) }

// monthCode is the code of a month of this year.
func (y *year) monthCode(month int64) MonthCode {
	if y.leapMonth == 0 || month < y.leapMonth {
		return MonthCode{int(month), false}
	}
	return MonthCode{int(month - 1), month == y.leapMonth}
}

// Date is a day in a calendar; the fields are those of a Calendar Date Record
// (sec-temporal-calendar-date-records).
type Date struct {
	Era          string // "" where the calendar has no eras
	EraYear      int64
	Year         int64
	Month        int64
	MonthCode    MonthCode
	Day          int64
	DayOfYear    int64
	DaysInMonth  int64
	DaysInYear   int64
	MonthsInYear int64
	InLeapYear   bool
}

// The calendars, in the order of their identifiers.
var (
	Buddhist        = Calendar{id: "buddhist", rules: isoMonths(543), eras: eraRange{eraBuddhist, eraCoptic}}
	Chinese         = Calendar{id: "chinese", rules: &china, monthCodes: lunisolarCodes}
	Coptic          = Calendar{id: "coptic", rules: coptic(copticEpoch), monthCodes: thirteenCodes, eras: eraRange{eraCoptic, eraEthioaa}}
	Dangi           = Calendar{id: "dangi", rules: &korea, monthCodes: lunisolarCodes}
	Ethioaa         = Calendar{id: "ethioaa", rules: coptic(ameteAlemEpoch), monthCodes: thirteenCodes, eras: eraRange{eraEthioaa, eraEthiopic}}
	Ethiopic        = Calendar{id: "ethiopic", rules: coptic(ethiopicEpoch), monthCodes: thirteenCodes, eras: eraRange{eraEthiopic, eraGregory}}
	Gregory         = Calendar{id: "gregory", rules: isoMonths(0), eras: eraRange{eraGregory, eraHebrew}}
	Hebrew          = Calendar{id: "hebrew", rules: hebrew{}, monthCodes: hebrewCodes, eras: eraRange{eraHebrew, eraIndian}}
	Indian          = Calendar{id: "indian", rules: indian{}, eras: eraRange{eraIndian, eraIslamic}}
	IslamicCivil    = Calendar{id: "islamic-civil", rules: islamic(civilEpoch), eras: eraRange{eraIslamic, eraJapanese}}
	IslamicTbla     = Calendar{id: "islamic-tbla", rules: islamic(civilEpoch - 1), eras: eraRange{eraIslamic, eraJapanese}}
	IslamicUmalqura = Calendar{id: "islamic-umalqura", rules: umalqura{}, eras: eraRange{eraIslamic, eraJapanese}}
	Japanese        = Calendar{id: "japanese", rules: isoMonths(0), eras: eraRange{eraJapanese, eraPersian}, midYear: true}
	Persian         = Calendar{id: "persian", rules: persian{}, eras: eraRange{eraPersian, eraROC}}
	ROC             = Calendar{id: "roc", rules: isoMonths(-1911), eras: eraRange{eraROC, eraEnd}}
)

// ID is the calendar type in its canonical form.
func (c *Calendar) ID() string { return c.id }

// yearOf is the year in which a day is.
func (c *Calendar) yearOf(day int64) year {
	y := c.rules.year(c.rules.near(day))
	for day < y.start {
		y = c.rules.year(y.number - 1)
	}
	for day >= y.start+y.days {
		y = c.rules.year(y.number + 1)
	}
	return y
}

// date is the year, month and day of a day.
func (c *Calendar) date(day int64) (y year, month, dayOfMonth int64) {
	y = c.yearOf(day)
	rest := day - y.start
	month = 1
	for rest >= y.daysInMonth(month) {
		rest -= y.daysInMonth(month)
		month++
	}
	return y, month, rest + 1
}

// DateOf is NonISOCalendarISOToDate (sec-temporal-nonisocalendarisotodate) of a count of days.
func (c *Calendar) DateOf(day int64) Date {
	y, month, dayOfMonth := c.date(day)
	d := Date{
		Year: y.number, Month: month, MonthCode: y.monthCode(month), Day: dayOfMonth,
		DayOfYear: day - y.start + 1, DaysInMonth: y.daysInMonth(month), DaysInYear: y.days,
		MonthsInYear: y.months, InLeapYear: y.leap,
	}
	d.Era, d.EraYear = c.eraOf(y.number, day)
	return d
}

// DayOf is NonISOCalendarDateToISO (sup-temporal-nonisocalendardatetoiso) of a year, an ordinal
// month and a day; code is the month code that was given, or zero.
func (c *Calendar) DayOf(number, month int64, code MonthCode, day int64, reject bool) (int64, error) {
	if !yearInRange(number) {
		return 0, ErrRange
	}
	y := c.rules.year(number)
	if code != (MonthCode{}) {
		if _, err := c.constrainMonthCode(&y, code, reject); err != nil {
			return 0, err
		}
	}
	if reject && (month > y.months || day > y.daysInMonth(month)) {
		return 0, ErrDay
	}
	month = min(month, y.months)
	return y.firstDay(month) + min(day, y.daysInMonth(month)) - 1, nil
}

func yearInRange(number int64) bool { return number >= -MaxYear && number <= MaxYear }

// Error says why fields are no date; each is a RangeError of Temporal.
type Error string

func (e Error) Error() string { return string(e) }

const (
	ErrRange     = Error("the year is out of the range of dates")
	ErrMonthCode = Error("the year has no such month")
	ErrDay       = Error("the month or the day is out of range")
)

package calendar

// era is a row of the table of eras (sec-temporal-calendarsupportsera).
type era struct {
	name   string
	alias  string
	kind   eraKind
	offset int64 // of eraOffset: the arithmetic year of the first year of the era
	// from is the first day of the era in a calendar whose eras begin within years, else the
	// first arithmetic year.
	from int64
}

type eraKind uint8

const (
	eraEpoch eraKind = iota
	eraNegative
	eraOffset
)

const always = -1 << 62

// eras holds the eras of each calendar, the latest first.
var eras = [...]era{
	eraBuddhist:     {name: "be", from: always},
	eraCoptic:       {name: "am", from: always},
	eraEthioaa:      {name: "aa", from: always},
	eraEthiopic:     {name: "am", from: 1},
	eraEthiopic + 1: {name: "aa", kind: eraOffset, offset: -5499, from: always},
	eraGregory:      {name: "ce", alias: "ad", from: 1},
	eraGregory + 1:  {name: "bce", alias: "bc", kind: eraNegative, from: always},
	eraHebrew:       {name: "am", from: always},
	eraIndian:       {name: "shaka", from: always},
	eraIslamic:      {name: "ah", from: 1},
	eraIslamic + 1:  {name: "bh", kind: eraNegative, from: always},
	// The eras of the Japanese government; that of Meiji counts from 1873, when the calendar
	// became the Gregorian one. Days since 1970-01-01.
	eraJapanese:     {name: "reiwa", kind: eraOffset, offset: 2019, from: 18017},   // 2019-05-01
	eraJapanese + 1: {name: "heisei", kind: eraOffset, offset: 1989, from: 6947},   // 1989-01-08
	eraJapanese + 2: {name: "showa", kind: eraOffset, offset: 1926, from: -15713},  // 1926-12-25
	eraJapanese + 3: {name: "taisho", kind: eraOffset, offset: 1912, from: -20974}, // 1912-07-30
	eraJapanese + 4: {name: "meiji", kind: eraOffset, offset: 1868, from: -35428},  // 1873-01-01
	eraJapanese + 5: {name: "ce", alias: "ad", from: -719162},                      // 0001-01-01
	eraJapanese + 6: {name: "bce", alias: "bc", kind: eraNegative, from: always},
	eraPersian:      {name: "ap", from: always},
	eraROC:          {name: "roc", from: 1},
	eraROC + 1:      {name: "broc", kind: eraNegative, from: always},
}

// The first eras of calendars.
const (
	eraBuddhist = 0
	eraCoptic   = eraBuddhist + 1
	eraEthioaa  = eraCoptic + 1
	eraEthiopic = eraEthioaa + 1
	eraGregory  = eraEthiopic + 2
	eraHebrew   = eraGregory + 2
	eraIndian   = eraHebrew + 1
	eraIslamic  = eraIndian + 1
	eraJapanese = eraIslamic + 2
	eraPersian  = eraJapanese + 7
	eraROC      = eraPersian + 1
	eraEnd      = eraROC + 2
)

// eraRange are the rows of a calendar.
type eraRange struct{ first, end uint8 }

func (r eraRange) rows() []era { return eras[r.first:r.end] }

// SupportsEra is CalendarSupportsEra (sec-temporal-calendarsupportsera).
func (c *Calendar) SupportsEra() bool { return c.eras != eraRange{} }

// HasMidYearEras is CalendarHasMidYearEras (sec-temporal-calendarhasmidyeareras).
func (c *Calendar) HasMidYearEras() bool { return c.midYear }

// eraOf is CalendarDateEra and CalendarDateEraYear (sec-temporal-calendardateera) of a day.
func (c *Calendar) eraOf(number, day int64) (string, int64) {
	at := number
	if c.midYear {
		at = day
	}
	rows := c.eras.rows()
	for i := range rows {
		e := &rows[i]
		if at < e.from {
			continue
		}
		switch e.kind {
		case eraNegative:
			return e.name, 1 - number
		case eraOffset:
			return e.name, number - e.offset + 1
		}
		return e.name, number
	}
	return "", 0
}

// ArithmeticYear is CanonicalizeEraInCalendar (sec-temporal-canonicalizeeraincalendar), which
// fails for an unknown era, and CalendarDateArithmeticYearForEraYear
// (sec-temporal-calendardatearithmeticyearforerayear).
func (c *Calendar) ArithmeticYear(name string, eraYear int64) (int64, bool) {
	rows := c.eras.rows()
	for i := range rows {
		e := &rows[i]
		if name != e.name && (e.alias == "" || name != e.alias) {
			continue
		}
		switch e.kind {
		case eraNegative:
			return 1 - eraYear, true
		case eraOffset:
			return e.offset + eraYear - 1, true
		}
		return eraYear, true
	}
	return 0, false
}

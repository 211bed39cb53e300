package intl

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/kilnjs/kiln/internal/datefmt"
	"github.com/kilnjs/kiln/internal/tz"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/temporal"
)

// component is a row of the table of components of date and time formats
// (table-datetimeformat-components): its values, and the letters that stand for them in skeletons.
type component struct {
	name    string
	part    datefmt.PartType
	values  []string
	letters []string
}

// The components, as bits of sets of them.
const (
	hasWeekday = 1 << iota
	hasEra
	hasYear
	hasMonth
	hasDay
	hasDayPeriod
	hasHour
	hasMinute
	hasSecond
	hasFraction
	hasZone
)

const (
	hourComponent     = 7 - 1
	fractionComponent = 10 - 1
	zoneComponent     = 11 - 1
)

var (
	nameWidths    = []string{"narrow", "short", "long"}
	numberWidths  = []string{"2-digit", "numeric"}
	zoneNameKinds = []string{"short", "long", "shortOffset", "longOffset", "shortGeneric", "longGeneric"}
)

var components = [...]component{
	{"weekday", datefmt.Weekday, nameWidths, []string{"EEEEE", "EEE", "EEEE"}},
	{"era", datefmt.Era, nameWidths, []string{"GGGGG", "GGG", "GGGG"}},
	{"year", datefmt.Year, numberWidths, []string{"yy", "y"}},
	{"month", datefmt.Month, []string{"2-digit", "numeric", "narrow", "short", "long"}, []string{"MM", "M", "MMMMM", "MMM", "MMMM"}},
	{"day", datefmt.Day, numberWidths, []string{"dd", "d"}},
	{"dayPeriod", datefmt.DayPeriod, nameWidths, []string{"BBBBB", "B", "BBBB"}},
	{"hour", datefmt.Hour, numberWidths, []string{"hh", "h"}},
	{"minute", datefmt.Minute, numberWidths, []string{"mm", "m"}},
	{"second", datefmt.Second, numberWidths, []string{"ss", "s"}},
	{"fractionalSecondDigits", datefmt.FractionalSecond, nil, []string{"S", "SS", "SSS"}},
	{"timeZoneName", datefmt.TimeZoneName, zoneNameKinds, []string{"z", "zzzz", "O", "OOOO", "v", "vvvv"}},
}

// numericChoice is the choice numeric of components with numbers: the number of a value counts from 1.
const numericChoice = 2

// choices are the values of components by their number from 1, 0 for undefined.
type choices [len(components)]uint8

// set are the components that are not undefined.
func (c *choices) set() (bits int) {
	for i, choice := range c {
		if choice != 0 {
			bits |= 1 << i
		}
	}
	return bits
}

// fieldGroup says which fields a format has to have, or which it gets where options name none.
type fieldGroup uint8

const (
	anyFields fieldGroup = iota
	dateFields
	timeFields
	yearMonthFields
	monthDayFields
	zonedFields // as anyFields, with the name of the time zone
)

// required are the components of each, defaults those that are set where none of them is.
var (
	required = [...]int{
		anyFields:       hasWeekday | hasYear | hasMonth | hasDay | hasDayPeriod | hasHour | hasMinute | hasSecond | hasFraction,
		dateFields:      hasWeekday | hasYear | hasMonth | hasDay,
		timeFields:      hasDayPeriod | hasHour | hasMinute | hasSecond | hasFraction,
		yearMonthFields: hasYear | hasMonth,
		monthDayFields:  hasMonth | hasDay,
	}
	defaults = [...]int{
		anyFields:       hasYear | hasMonth | hasDay | hasHour | hasMinute | hasSecond,
		dateFields:      hasYear | hasMonth | hasDay,
		timeFields:      hasHour | hasMinute | hasSecond,
		yearMonthFields: hasYear | hasMonth,
		monthDayFields:  hasMonth | hasDay,
		zonedFields:     hasYear | hasMonth | hasDay | hasHour | hasMinute | hasSecond,
	}
)

// dateTimeOptions are what the constructor resolves; they make up the key of a dateTime.
type dateTimeOptions struct {
	locale, data         string // [[Locale]], and the available locale of it
	calendar, numbering  string
	zoneName             string
	hourCycle            string
	dateStyle, timeStyle string
	choices              choices
	required, defaults   fieldGroup
}

// text is the key.
func (o *dateTimeOptions) text() string {
	var b strings.Builder
	for _, s := range [...]string{o.locale, o.data, o.calendar, o.numbering, o.zoneName, o.hourCycle, o.dateStyle, o.timeStyle} {
		b.WriteString(s)
		b.WriteByte('|')
	}
	for _, choice := range o.choices {
		b.WriteByte('0' + choice)
	}
	b.WriteByte('0' + byte(o.required))
	b.WriteByte('0' + byte(o.defaults))
	return b.String()
}

// parseKey is the reverse of text.
func parseKey(key string) (o dateTimeOptions) {
	f := strings.Split(key, "|")
	for i, s := range [...]*string{&o.locale, &o.data, &o.calendar, &o.numbering, &o.zoneName, &o.hourCycle, &o.dateStyle, &o.timeStyle} {
		*s = f[i]
	}
	last := f[8]
	for i := range o.choices {
		o.choices[i] = last[i] - '0'
	}
	o.required, o.defaults = fieldGroup(last[len(o.choices)]-'0'), fieldGroup(last[len(o.choices)+1]-'0')
	return o
}

// styleNames are the values of dateStyle and timeStyle.
var styleNames = []string{"full", "long", "medium", "short"}

// resolveDateTime is what CreateDateTimeFormat (sec-createdatetimeformat) does but for making the object.
// zone is that of a ZonedDateTime for its toLocaleString, nil otherwise.
func resolveDateTime(rt *object.Runtime, locales, optionsValue heap.Value, need, missing fieldGroup, zone *temporal.TimeZone) (*dateTime, error) {
	d := dateTimeOptions{required: need, defaults: missing}
	opt, err := d.resolve(rt, locales, optionsValue)
	if err != nil {
		return nil, err
	}
	if err := d.readZone(&opt, zone); err != nil {
		return nil, err
	}
	if err := d.readComponents(&opt); err != nil {
		return nil, err
	}
	return dateTimes.of(&d), nil
}

// readComponents reads the components and styles.
func (d *dateTimeOptions) readComponents(opt *options) (err error) {
	for i := range components {
		c := &components[i]
		if i == fractionComponent {
			if d.choices[i], err = opt.digits(c.name); err != nil {
				return err
			}
			continue
		}
		s, given, err := opt.choice(c.name, c.values...)
		if err != nil {
			return err
		}
		if given {
			d.choices[i] = uint8(slices.Index(c.values, s) + 1)
		}
	}
	if _, _, err := opt.choice("formatMatcher", "basic", "best fit"); err != nil {
		return err
	}
	if d.dateStyle, _, err = opt.choice("dateStyle", styleNames...); err != nil {
		return err
	}
	if d.timeStyle, _, err = opt.choice("timeStyle", styleNames...); err != nil {
		return err
	}
	if d.dateStyle == "" && d.timeStyle == "" {
		return nil
	}
	switch {
	case d.choices.set() != 0:
		return opt.rt.TypeError("dateStyle and timeStyle cannot be combined with options of single fields")
	case d.required == dateFields && d.timeStyle != "":
		return opt.rt.TypeError("Invalid option : timeStyle")
	case d.required == timeFields && d.dateStyle != "":
		return opt.rt.TypeError("Invalid option : dateStyle")
	}
	return nil
}

// digits is GetNumberOption (sec-getnumberoption) from 1 to 3, 0 for undefined.
func (o *options) digits(name string) (uint8, error) {
	v, err := o.get(name)
	if err != nil || v.IsUndefined() {
		return 0, err
	}
	n, err := o.rt.ToNumber(v)
	if err != nil {
		return 0, err
	}
	if math.IsNaN(n) || n < 1 || n > 3 {
		return 0, o.rt.RangeError("%s value is out of range.", name)
	}
	return uint8(n), nil
}

// readZone reads the option timeZone.
func (d *dateTimeOptions) readZone(opt *options, zone *temporal.TimeZone) error {
	v, err := opt.get("timeZone")
	if err != nil {
		return err
	}
	if v.IsUndefined() {
		if zone == nil {
			system := temporal.SystemTimeZone(opt.rt)
			zone = &system
		}
		d.zoneName = zone.String()
		return nil
	}
	if zone != nil {
		return opt.rt.TypeError("a Temporal.ZonedDateTime has a time zone: the option timeZone is not allowed")
	}
	name, err := toText(opt.rt, v)
	if err != nil {
		return err
	}
	if name != "" && (name[0] == '+' || name[0] == '-') {
		if minutes, ok := parseOffset(name); ok {
			d.zoneName = temporal.TimeZone{ID: -1, Minutes: minutes}.String()
			return nil
		}
	} else if id, ok := tz.Lookup(name); ok {
		d.zoneName = tz.Name(id)
		return nil
	}
	return opt.rt.RangeError("Invalid time zone specified: %s", clip(name))
}

// parseOffset reads a UTCOffset without seconds: ±HH, ±HHMM or ±HH:MM, in minutes.
func parseOffset(s string) (minutes int, ok bool) {
	digits := s[1:]
	if len(digits) == 5 && digits[2] == ':' {
		digits = digits[:2] + digits[3:]
	}
	if len(digits) != 2 && len(digits) != 4 {
		return 0, false
	}
	n, err := strconv.ParseUint(digits, 10, 16)
	if err != nil {
		return 0, false
	}
	if len(digits) == 2 {
		n *= 100
	}
	if n/100 > 23 || n%100 > 59 {
		return 0, false
	}
	minutes = int(n/100*60 + n%100)
	if s[0] == '-' {
		minutes = -minutes
	}
	return minutes, true
}

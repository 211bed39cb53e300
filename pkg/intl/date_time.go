package intl

import (
	"strings"
	"sync"

	"github.com/kilnjs/kiln/internal/datefmt"
	"github.com/kilnjs/kiln/internal/tz"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// formatKind is one of the formats of a DateTimeFormat: [[DateTimeFormat]], [[TemporalPlainDateFormat]]
// and so on.
type formatKind uint8

const (
	formatNumber formatKind = iota
	formatPlainDate
	formatPlainYearMonth
	formatPlainMonthDay
	formatPlainTime
	formatPlainDateTime
	formatInstant
	numFormats
)

// dateTime formats as an Intl.DateTimeFormat does. It does not change, but for formats that are made when
// they are first needed, and holds nothing of a runtime: all runtimes share it.
type dateTime struct {
	dateTimeOptions
	key  string
	data *datefmt.Locale
	zone *datefmt.Zone

	once    [numFormats]sync.Once
	formats [numFormats]*datefmt.Format
}

// maxDateTimes bounds how many dateTimes are kept. What a script can make it makes with the objects of
// its own; these are kept so that equal ones are made once.
const maxDateTimes = 128

// dateTimeCache are the dateTimes that were made lately, by their keys.
type dateTimeCache struct {
	mutex sync.RWMutex
	byKey map[string]*dateTime
	data  map[localeKey]*datefmt.Locale
	// requests are those that methods were called with.
	requests map[dateRequest]*dateTime
}

type localeKey struct{ locale, calendar, numbering string }

var dateTimes = dateTimeCache{byKey: map[string]*dateTime{}, data: map[localeKey]*datefmt.Locale{}, requests: map[dateRequest]*dateTime{}}

// ofSlot is the dateTime of an internal slot.
func (c *dateTimeCache) ofSlot(rt *object.Runtime, s *heap.String) *dateTime {
	if f := s.Flat(rt.Heap); !f.IsWide() {
		c.mutex.RLock()
		d := c.byKey[string(f.Latin1())]
		c.mutex.RUnlock()
		if d != nil {
			return d
		}
	}
	o := parseKey(s.Go(rt.Heap))
	return c.of(&o)
}

// of is the dateTime of options.
func (c *dateTimeCache) of(o *dateTimeOptions) *dateTime {
	key := o.text()
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if d := c.byKey[key]; d != nil {
		return d
	}
	at := localeKey{o.data, o.calendar, o.numbering}
	l := c.data[at]
	if l == nil {
		if len(c.data) >= maxDateTimes {
			clear(c.data)
		}
		l = datefmt.NewLocale(o.data, o.calendar, o.numbering)
		c.data[at] = l
	}
	d := &dateTime{dateTimeOptions: *o, key: key, data: l, zone: zoneOf(o.zoneName)}
	if len(c.byKey) >= maxDateTimes {
		clear(c.byKey)
	}
	c.byKey[key] = d
	return d
}

// zoneOf is the zone with an identifier.
func zoneOf(name string) *datefmt.Zone {
	if name[0] == '+' || name[0] == '-' {
		minutes, _ := parseOffset(name)
		return datefmt.NewOffset(minutes)
	}
	id, _ := tz.Lookup(name)
	return datefmt.NewZone(id)
}

// hourLetters are the letters of hours in patterns.
var hourLetters = map[string]byte{"h11": 'K', "h12": 'h', "h23": 'H', "h24": 'k'}

// format is a format, nil where the options have nothing that it has.
func (d *dateTime) format(kind formatKind) *datefmt.Format {
	d.once[kind].Do(func() { d.formats[kind] = d.newFormat(kind) })
	return d.formats[kind]
}

func (d *dateTime) newFormat(kind formatKind) *datefmt.Format {
	if d.dateStyle != "" || d.timeStyle != "" {
		return d.styleFormat(kind)
	}
	switch kind {
	case formatNumber:
		// [[TemporalInstantFormat]] of a ZonedDateTime is what its toLocaleString uses.
		return d.bestFormat(d.required, d.defaults, true)
	case formatPlainDate:
		return d.bestFormat(dateFields, dateFields, false)
	case formatPlainYearMonth:
		return d.bestFormat(yearMonthFields, yearMonthFields, false)
	case formatPlainMonthDay:
		return d.bestFormat(monthDayFields, monthDayFields, false)
	case formatPlainTime:
		return d.bestFormat(timeFields, timeFields, false)
	case formatPlainDateTime:
		return d.bestFormat(anyFields, anyFields, false)
	}
	return d.bestFormat(anyFields, anyFields, true)
}

// styleFormat is a format of dateStyle and timeStyle.
func (d *dateTime) styleFormat(kind formatKind) *datefmt.Format {
	if kind == formatNumber {
		return d.data.NewStyleFormat(d.dateStyle, d.timeStyle, hourLetters[d.hourCycle])
	}
	best := d.format(formatNumber)
	switch kind {
	case formatPlainDate, formatPlainYearMonth, formatPlainMonthDay:
		if d.dateStyle == "" {
			return nil
		}
	case formatPlainTime:
		if d.timeStyle == "" {
			return nil
		}
	}
	switch kind {
	case formatPlainDate:
		return best.Restrict(datefmt.Weekday, datefmt.Era, datefmt.Year, datefmt.Month, datefmt.Day)
	case formatPlainYearMonth:
		return best.Restrict(datefmt.Era, datefmt.Year, datefmt.Month)
	case formatPlainMonthDay:
		return best.Restrict(datefmt.Month, datefmt.Day)
	case formatPlainTime:
		return best.Restrict(datefmt.DayPeriod, datefmt.Hour, datefmt.Minute, datefmt.Second, datefmt.FractionalSecond)
	case formatPlainDateTime:
		return best.Restrict(datefmt.Weekday, datefmt.Era, datefmt.Year, datefmt.Month, datefmt.Day,
			datefmt.DayPeriod, datefmt.Hour, datefmt.Minute, datefmt.Second, datefmt.FractionalSecond)
	}
	return best
}

// bestFormat is GetDateTimeFormat (sec-getdatetimeformat).
func (d *dateTime) bestFormat(need, missing fieldGroup, inheritAll bool) *datefmt.Format {
	var chosen choices
	if inheritAll {
		chosen = d.choices
	} else if need == dateFields || need == yearMonthFields || need == anyFields {
		chosen[1] = d.choices[1] // the era
	}
	given := d.choices.set()
	if given&required[need] != 0 {
		for i := range chosen {
			if required[need]&(1<<i) != 0 {
				chosen[i] = d.choices[i]
			}
		}
	} else {
		if given&required[anyFields] != 0 && !inheritAll {
			return nil
		}
		for i := range chosen {
			if defaults[missing]&(1<<i) != 0 {
				chosen[i] = numericChoice
			}
		}
		if missing == zonedFields && chosen[zoneComponent] == 0 {
			chosen[zoneComponent] = 1
		}
	}
	letter := byte(0)
	var skeleton strings.Builder
	for i, choice := range chosen {
		if choice == 0 {
			continue
		}
		letters := components[i].letters[choice-1]
		if i == hourComponent {
			letter = hourLetters[d.hourCycle]
			letters = strings.ReplaceAll(letters, "h", string(letter))
		}
		skeleton.WriteString(letters)
	}
	return d.data.NewFormat(skeleton.String(), letter)
}

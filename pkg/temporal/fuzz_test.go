package temporal

import (
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The grammar of sec-temporal-iso8601grammar as regular expressions. Groups have names where a test reads them.
const (
	dateRule   = `(?P<year>\d{4}|[+-]\d{6})(?:-(?P<month>0[1-9]|1[0-2])-(?P<day>\d\d)|(?P<month2>0[1-9]|1[0-2])(?P<day2>\d\d))`
	timeRule   = `(?P<hour>[01]\d|2[0-3])(?:(?::(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d|60)(?:[.,](?P<fraction>\d{1,9}))?)?)|(?P<minute2>[0-5]\d)(?:(?P<second2>[0-5]\d|60)(?:[.,](?P<fraction2>\d{1,9}))?)?)?`
	shortRule  = `[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?`
	offsetRule = `(?:[+-](?:[01]\d|2[0-3])(?::[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?|[0-5]\d(?:[0-5]\d(?:[.,]\d{1,9})?)?)?)`
	nameRule   = `[A-Za-z._][A-Za-z._0-9+-]*(?:/[A-Za-z._][A-Za-z._0-9+-]*)*`
	zoneRule   = `(?:\[!?(?P<zone>` + shortRule + `|` + nameRule + `)\])`
	keyRule    = `[a-z_][a-z_0-9-]*`
	valueRule  = `[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*`
	notesRule  = `(?P<notes>(?:\[!?` + keyRule + `=` + valueRule + `\])*)`
)

// goalRules are the goals, each with what may be derived from it.
var goalRules = [...][]*regexp.Regexp{
	goalZonedDateTime: rules(dateRule + `(?:[Tt ]` + timeRule + `(?P<offset>[Zz]|` + offsetRule + `)?)?` + zoneRule + notesRule),
	goalDateTime:      rules(dateTimeRule),
	goalInstant:       rules(dateRule + `[Tt ]` + timeRule + `(?P<offset>[Zz]|` + offsetRule + `)` + zoneRule + `?` + notesRule),
	goalTime: rules(`(?P<designator>[Tt]?)(?P<ambiguous>`+timeRule+`(?P<offset>`+offsetRule+`)?)`+zoneRule+`?`+notesRule,
		dateRule+`[Tt ]`+timeRule+`(?P<offset>`+offsetRule+`)?`+zoneRule+`?`+notesRule),
	goalMonthDay:  rules(`(?:--)?(?P<month>0[1-9]|1[0-2])-?(?P<day>\d\d)`+zoneRule+`?`+notesRule, dateTimeRule),
	goalYearMonth: rules(`(?P<year>\d{4}|[+-]\d{6})-?(?P<month>0[1-9]|1[0-2])`+zoneRule+`?`+notesRule, dateTimeRule),
}

const dateTimeRule = dateRule + `(?:[Tt ]` + timeRule + `(?P<offset>` + offsetRule + `)?)?` + zoneRule + `?` + notesRule

func rules(texts ...string) (list []*regexp.Regexp) {
	for _, text := range texts {
		list = append(list, regexp.MustCompile(`^(?:`+text+`)$`))
	}
	return list
}

var (
	noteRule      = regexp.MustCompile(`\[(!?)([^=]*)=([^\]]*)\]`)
	monthDayRule  = regexp.MustCompile(`^(?:--)?(0[1-9]|1[0-2])-?(\d\d)$`)
	yearMonthRule = regexp.MustCompile(`^(\d{4}|[+-]\d{6})-?(0[1-9]|1[0-2])$`)
	durationRule  = regexp.MustCompile(`^([+-]?)[Pp](?:(\d+)[Yy])?(?:(\d+)[Mm])?(?:(\d+)[Ww])?(?:(\d+)[Dd])?` +
		`(?:([Tt])(?:(\d+)(?:[.,](\d{1,9}))?[Hh])?(?:(\d+)(?:[.,](\d{1,9}))?[Mm])?(?:(\d+)(?:[.,](\d{1,9}))?[Ss])?)?$`)
)

// derivation is what groups of a rule have read.
type derivation struct {
	rule   *regexp.Regexp
	groups []string
}

// group is the text of the first of some groups that has one.
func (d *derivation) group(names ...string) string {
	for _, name := range names {
		if i := d.rule.SubexpIndex(name); i >= 0 && d.groups[i] != "" {
			return d.groups[i]
		}
	}
	return ""
}

func (d *derivation) number(byDefault int64, names ...string) int64 {
	text := d.group(names...)
	if text == "" {
		return byDefault
	}
	n, _ := strconv.ParseInt(text, 10, 64)
	return n
}

// fractionIn is a fraction in billionths.
func fractionIn(text string) int64 {
	n, _ := strconv.ParseInt((text + "000000000")[:9], 10, 64)
	return n
}

// derive finds the rule of a goal for a text, with its early errors.
func derive(g goal, text string) (d derivation, date isoDate, time int64, ok bool) {
	for i, rule := range goalRules[g] {
		groups := rule.FindStringSubmatch(text)
		if groups == nil {
			continue
		}
		d = derivation{rule, groups}
		date = isoDate{d.number(referenceISOYear, "year"), d.number(1, "month", "month2"), d.number(1, "day", "day2")}
		time = d.number(0, "hour")*nsPerHour + d.number(0, "minute", "minute2")*nsPerMinute +
			min(d.number(0, "second", "second2"), 59)*nsPerSecond + fractionIn(d.group("fraction", "fraction2"))
		if d.group("year") == "-000000" || !isValidISODate(date.year, date.month, date.day) {
			continue
		}
		if timeText := d.group("ambiguous"); timeText != "" && d.group("designator") == "" {
			if m := monthDayRule.FindStringSubmatch(timeText); m != nil {
				month, _ := strconv.ParseInt(m[1], 10, 64)
				day, _ := strconv.ParseInt(m[2], 10, 64)
				if isValidISODate(referenceISOYear, month, day) {
					continue
				}
			}
			if m := yearMonthRule.FindStringSubmatch(timeText); m != nil && m[1] != "-000000" {
				continue
			}
		}
		calendars, critical := 0, false
		calendar := ""
		for _, note := range noteRule.FindAllStringSubmatch(d.group("notes"), -1) {
			if note[2] != "u-ca" {
				if note[1] != "" {
					return d, date, time, false
				}
				continue
			}
			if calendars++; calendars == 1 {
				calendar = note[3]
			}
			critical = critical || note[1] != ""
		}
		if critical && calendars > 1 {
			return d, date, time, false
		}
		if i == 0 && (g == goalMonthDay || g == goalYearMonth) && calendar != "" && !strings.EqualFold(calendar, "iso8601") {
			return d, date, time, false
		}
		return d, date, time, true
	}
	return d, date, time, false
}

// Texts of dates and times are those of the grammar, have the values that it gives them, and what is
// written of them is read again.
func FuzzDateTimeTexts(f *testing.F) {
	for _, text := range []string{
		"2020-01-01T00:00:00.5+01:00[!Europe/Vienna][u-ca=iso8601]", "--12-31", "2020-12", "T23:59:60", "+00:00", "-000001-02-29", "20200229t2359[UTC][u-ca=hebrew][x=a-b]",
		"+275760-09-13T00Z", "1214", "202112-05", "12:14:15,123456789-23:59:59.9[+01]", "10-01[u-ca=gregory]", "2020-01-01 01+0130[_/.a]",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, g := range anyGoal {
			p, err := parseISODateTime(text, g)
			d, date, time, ok := derive(g, text)
			require.Equal(t, ok, err == nil, "goal %d of %q: %v", g, text, err)
			if !ok {
				continue
			}
			if d.group("month", "month2") == "" {
				date, p.date = isoDate{1970, 1, 1}, isoDate{1970, 1, 1} // a time alone
			}
			require.Equal(t, date, p.date, "goal %d of %q", g, text)
			require.Equal(t, timeOfDay(time), p.time, "goal %d of %q", g, text)
			require.Equal(t, d.group("zone"), p.timeZone, text)
			offset := d.group("offset")
			require.Equal(t, offset == "z" || offset == "Z", p.z, text)
			require.Equal(t, offset != "" && !p.z, p.hasOffset, text)
			if p.hasOffset {
				alone, err := parseDateTimeUTCOffset(offset)
				require.NoError(t, err, text)
				require.Equal(t, alone, p.offset, text)
			}
			if p.timeZone != "" {
				require.True(t, isTimeZoneIdentifier(p.timeZone), text)
			}
			written := string(isoDateTimeToString(nil, p.dateTime(), iso8601, precisionAuto, calendarAlways))
			again, err := parseISODateTime(written, goalDateTime)
			require.NoError(t, err, "%q -> %q", text, written)
			require.Equal(t, p.dateTime(), again.dateTime(), "%q -> %q", text, written)
		}
	})
}

// Texts of durations are those of the grammar, are exact, and what is written of them is read again.
func FuzzDurationTexts(f *testing.F) {
	for _, text := range []string{"-P1Y2M3W4DT5H6M7.8S", "P1D", "pt0.000000001h", "+P4294967295Y", "PT9007199254740991.999999999S", "PT1,5M", "P99999999999999999999D"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := parseTemporalDurationString(text)
		m := durationRule.FindStringSubmatch(text)
		ok := m != nil && (m[2]+m[3]+m[4]+m[5]+m[7]+m[9]+m[11] != "") && (m[6] == "" || m[7]+m[9]+m[11] != "") &&
			(m[8] == "" || m[9]+m[11] == "") && (m[10] == "" || m[11] == "")
		if !ok {
			require.Error(t, err, text)
			return
		}
		// The time in nanoseconds: days have 24 hours here.
		total := new(big.Int)
		exact := true
		for i, unit := range []struct{ group, fraction int }{{5, 0}, {7, 8}, {9, 10}, {11, 12}} {
			length := []int64{nsPerDay, nsPerHour, nsPerMinute, nsPerSecond}[i]
			if digits := m[unit.group]; digits != "" {
				n, _ := new(big.Int).SetString(digits, 10)
				exact = exact && n.BitLen() <= 53
				total.Add(total, n.Mul(n, big.NewInt(length)))
			}
			if unit.fraction > 0 && m[unit.fraction] != "" {
				total.Add(total, big.NewInt(fractionIn(m[unit.fraction])*(length/nsPerSecond)))
			}
		}
		if m[1] == "-" {
			total.Neg(total)
		}
		valid := true
		for _, digits := range m[2:5] {
			n, _ := strconv.ParseFloat("0"+digits, 64)
			valid = valid && n < 1<<32
		}
		if limit := new(big.Int).Mul(big.NewInt(1<<53), big.NewInt(nsPerSecond)); exact && valid {
			require.Equal(t, total.CmpAbs(limit) < 0, err == nil, text)
		}
		if err != nil {
			return
		}
		require.True(t, isValidDuration(&d), text)
		if exact {
			require.Equal(t, total.String(), toInternalDurationRecordWith24HourDays(&d).time.String(), text)
		}
		written := temporalDurationToString(&d, precisionAuto)
		again, err := parseTemporalDurationString(written)
		require.NoError(t, err, "%q -> %q", text, written)
		require.Equal(t, written, temporalDurationToString(&again, precisionAuto), text)
		require.Equal(t, toInternalDurationRecord(&d), toInternalDurationRecord(&again), "%q -> %q", text, written)
	})
}

// Time zones are written so that they are read again, as are offsets, and an exact time is among those that
// clocks of a zone show at its local time.
func FuzzTimeZoneTexts(f *testing.F) {
	for _, text := range []string{"Europe/Vienna", "uTc", "+01:30", "-0030", "+23:59:59.5", "2020-01-01T00:00Z", "2020-01-01T00:00+02[america/new_york]", "Etc/GMT+5", "08:00-01"} {
		f.Add(text, int64(1_700_000_000), uint32(5))
	}
	f.Fuzz(func(t *testing.T, text string, seconds int64, ns uint32) {
		if offset, err := parseDateTimeUTCOffset(text); err == nil {
			require.Regexp(t, "^"+offsetRule+"$", text)
			written := string(appendOffset(nil, offset))
			again, err := parseDateTimeUTCOffset(written)
			require.NoError(t, err, "%q -> %q", text, written)
			require.Equal(t, offset, again, "%q -> %q", text, written)
		}
		z, err := parseTemporalTimeZoneString(text)
		if err != nil {
			_, err = parseTimeZoneIdentifier(text)
			require.Error(t, err, text)
			return
		}
		id := z.String()
		for _, read := range []func(string) (timeZone, error){parseTimeZoneIdentifier, parseTemporalTimeZoneString} {
			again, err := read(id)
			require.NoError(t, err, "%q -> %q", text, id)
			require.Equal(t, z, again, "%q -> %q", text, id)
		}
		if again, err := parseTimeZoneIdentifier(text); err == nil {
			require.Equal(t, z, again, text)
		}
		const limit = maxEpochDays * secondsPerDay
		at := mul64(seconds%limit, nsPerSecond).add(wide(int64(ns % nsPerSecond)))
		p, err := getPossibleEpochNanoseconds(z, getISODateTimeFor(z, at))
		require.NoError(t, err, "%q at %s", id, at)
		require.Contains(t, p.times[:p.n], at, "%q at %s", id, at)
		if next, ok := getTimeZoneTransition(z, at, true); ok {
			require.Positive(t, next.cmp(at))
			require.NotEqual(t, getOffsetNanosecondsFor(z, next), getOffsetNanosecondsFor(z, next.sub(wide(1))), "%q at %s", id, next)
			require.Equal(t, getOffsetNanosecondsFor(z, at), getOffsetNanosecondsFor(z, next.sub(wide(1))), "%q at %s", id, next)
		}
		if previous, ok := getTimeZoneTransition(z, at, false); ok {
			require.Negative(t, previous.cmp(at))
			require.NotEqual(t, getOffsetNanosecondsFor(z, previous), getOffsetNanosecondsFor(z, previous.sub(wide(1))), "%q at %s", id, previous)
		}
	})
}

// Calendars and month codes are written so that they are read again.
func FuzzCalendarTexts(f *testing.F) {
	for _, text := range []string{"M05L", "M00L", "M13", "hebrew", "Islamicc", "ethiopic-amete-alem", "2020-01-01[u-ca=japanese]", "--12-31", "12:00[!u-ca=roc]", "iso8601"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if code, err := parseMonthCode(text); err == nil {
			require.Equal(t, text, code.String())
			require.Regexp(t, `^M\d\dL?$`, text)
		} else {
			require.NotRegexp(t, `^M(?:(?:0[1-9]|[1-9]\d)L?|00L)$`, text)
		}
		id, err := parseTemporalCalendarString(text)
		if err != nil {
			return
		}
		require.Regexp(t, "^"+valueRule+"$", id, text)
		c, err := canonicalizeCalendar(id)
		if err != nil {
			return
		}
		again, err := parseTemporalCalendarString("2020-01-01[u-ca=" + c.String() + "]")
		require.NoError(t, err)
		require.Equal(t, c.String(), again)
		number, err := canonicalizeCalendar(again)
		require.NoError(t, err)
		require.Equal(t, c, number)
	})
}

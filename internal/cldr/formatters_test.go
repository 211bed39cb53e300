package cldr_test

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/cldr"
	"github.com/kilnjs/kiln/internal/datefmt"
	"github.com/kilnjs/kiln/internal/numfmt"
	"github.com/kilnjs/kiln/internal/plural"
	"github.com/kilnjs/kiln/internal/relfmt"
	"github.com/kilnjs/kiln/internal/tz"
)

var (
	damagedSubjects = []*cldr.Subject{
		&cldr.Numbers, &cldr.Plurals, &cldr.Money, &cldr.Units, &cldr.Fields, &cldr.Dates, &cldr.CalendarNames, &cldr.ZoneNames,
	}
	damagedSections = []string{"digits", "likely", "locales", "numbering", "parents"}
	damagedLocales  = []string{"ar", "de", "en", "es", "fa", "he", "hi", "ja", "th", "zh"}
	calendars       = []string{"gregory", "iso8601", "hebrew", "chinese", "japanese", "islamic-civil", "buddhist", "ethioaa"}
	systems         = []string{"latn", "arab", "hanidec", "deva", "none"}
)

// damage is what a fuzz target does to a section.
type damage struct {
	lines  uint8 // which of eight parts of the lines, 255 for all
	at     uint16
	length uint8
	by     string
}

// of damages the values of lines, and in the end the whole section.
func (d *damage) of(s cldr.Section) cldr.Section {
	var b strings.Builder
	s.Each(func(key, value string) bool {
		h := fnv.New32a()
		_, _ = h.Write([]byte(key))
		if d.lines == 255 || uint8(h.Sum32())%8 == d.lines%8 {
			start := int(d.at) % (len(value) + 1)
			value = value[:start] + d.by + value[min(start+int(d.length), len(value)):]
		}
		b.WriteString(key + "\t" + value + "\n")
		return true
	})
	text := b.String()
	switch d.lines {
	case 254:
		return ""
	case 253:
		return cldr.Section(text[:int(d.at)*8%(len(text)+1)])
	}
	return cldr.Section(text)
}

// formatters formats something with every formatter in a locale.
type formatters struct {
	*testing.T
	locale, system, calendar string
	which                    uint16
}

// partsHold demands that parts follow each other to the end of a text, and that the text is not much.
func (t *formatters) partsHold(text []byte, parts []datefmt.Part) {
	last := 0
	for _, p := range parts {
		require.Greater(t, p.End, last)
		last = p.End
	}
	if len(parts) > 0 {
		require.Len(t, text, last)
	}
	require.Less(t, len(text), 1<<20)
}

func (t *formatters) numbers() {
	n := int(t.which)
	o := numfmt.Default(t.locale, t.system)
	o.Style = numfmt.Style(n % 4)
	o.Currency, o.Unit = []string{"EUR", "JPY", "XXX", "BHD"}[n/4%4], []string{"meter", "kilometer-per-hour", "percent", "day"}[n/4%4]
	o.CurrencyDisplay, o.UnitDisplay = numfmt.CurrencyDisplay(n/16%4), numfmt.Width(n/16%3)
	o.Notation, o.CompactLong = numfmt.Notation(n/64%4), n&256 != 0
	o.Accounting, o.Sign, o.Grouping = n&512 != 0, numfmt.SignDisplay(n/3%5), numfmt.Grouping(n/7%4)
	o.Key = [3]int32{fresh()}
	f := numfmt.New(o)
	var out numfmt.Output
	var x, y numfmt.Decimal
	for _, v := range []float64{0, -1, 1, 1234.5678, -12345678, 9.99e14, 1e300} {
		x.SetFloat64(v)
		y.SetFloat64(v + 2)
		f.Format(&out, &x)
		whole := string(out.Text)
		var b strings.Builder
		for _, p := range out.Parts() {
			b.WriteString(p.Text)
		}
		require.Equal(t, whole, b.String())
		require.Less(t, len(whole), 1<<20)
		f.FormatRange(&out, &x, &y)
		out.Parts()
	}
	x.SetNaN()
	f.Format(&out, &x)
	x.SetInfinity(true)
	f.Format(&out, &x)
	require.GreaterOrEqual(t, numfmt.CurrencyDigits(o.Currency), 0)
	numfmt.CurrencyDisplayName(t.locale, o.Currency)
	numfmt.TimeSeparator(t.locale, t.system)
	plural.Range(t.locale, plural.One, plural.Other)
	plural.Of(t.locale, plural.Ordinal).Select(plural.NewOperands([]byte("21"), nil, 0))
	r := relfmt.New(t.locale, t.system, relfmt.Style(n%3))
	var relative relfmt.Output
	for unit := range relfmt.Units {
		r.Format(&relative, float64(n%5)-2, unit, n&8 != 0)
	}
}

func (t *formatters) dates() {
	l := datefmt.NewLocale(t.locale, t.calendar, t.system)
	n := int(t.which)
	letter := "\x00hHkK"[n%5]
	list := []*datefmt.Format{
		l.NewFormat([]string{"yMd", "GyMMMMEEEEd", "yMEdjm", "hmsSSS", "BBBBh", "UrMMMd", "yMMMMdHmszzzz", "hmsvvvv", "MMMMMd", "HmsOOOO"}[n%10], letter),
		l.NewStyleFormat([]string{"full", "long", "medium", "short", ""}[n/16%5], []string{"full", "long", "medium", "short"}[n/64%4], letter),
	}
	list = append(list, list[1].Restrict(datefmt.Year, datefmt.Month, datefmt.Day), list[1].Restrict(datefmt.Hour, datefmt.Minute))
	zone := datefmt.NewOffset(n%1000 - 500)
	if id, ok := tz.Lookup([]string{"America/New_York", "Europe/London", "Asia/Kolkata", "Antarctica/Troll"}[n/3%4]); ok && n&4 == 0 {
		zone = datefmt.NewZone(id)
	}
	for _, f := range list {
		for _, at := range []int64{0, 1_700_000_000_000, -62_198_755_200_000} {
			var parts []datefmt.Part
			text := f.Append(nil, &parts, at, zone)
			t.partsHold(text, parts)
			for _, later := range []int64{0, 60_000, 86_400_000, 400 * 86_400_000} {
				parts = parts[:0]
				text = f.AppendRange(text[:0], &parts, at, at+later, zone)
				t.partsHold(text, parts)
			}
		}
		for p := datefmt.Literal; p <= datefmt.YearName; p++ {
			f.Value(p)
		}
		f.HasHour()
	}
}

var made int32

// fresh is another number each time: formatters that are kept are found by it.
func fresh() int32 {
	made++
	return made
}

// pieces are what texts of the data are made of.
var pieces = []string{
	"", "\x1F", "{0}", "{1}", "{2}", "'", "y", "MMMM", "d", "EEEE", "B", "zzzz", "vvvv", "OOOO", "SSSSS", "hh", "r(U)", "#,##0.00", ";", "(¤0)", ",,", "0", "00000", "E0", "%",
	"n % 10 = 1..3", " or ", " and ", "e != 2", "=", "one", "other", "1", "-7 99", "noon 12", "morning1 6 12", "\xFF\xE3", ",", "HHmm", "é", "-", "+", "1970-01-01 00:00", " ", "und", "de", "yyyyyyyyyyyyyyyyyyyyyyyyy",
}

// Formatters make some text of what data there is.
func FuzzFormattersOfDamagedData(f *testing.F) {
	for i, by := range pieces {
		for k, lines := range []uint8{255, uint8(i)} {
			f.Add(uint16(i*1009+k*37), uint8(i+k*5), lines, uint16(i*k), uint8(i*7), by+pieces[(i*7+5)%len(pieces)])
		}
	}
	f.Add(uint16(0), uint8(0), uint8(254), uint16(0), uint8(0), "")
	f.Add(uint16(0), uint8(0), uint8(253), uint16(777), uint8(0), "")
	f.Fuzz(formatDamaged)
}

func TestFormattersOfDamagedData(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 150 {
		by := ""
		for range r.IntN(5) {
			by += pieces[r.IntN(len(pieces))]
		}
		lines := uint8(255)
		if r.IntN(3) == 0 {
			lines = uint8(r.IntN(256))
		}
		at := r.IntN(40)
		if r.IntN(3) == 0 {
			at = 0
		}
		formatDamaged(t, uint16(r.Uint32()), uint8(r.Uint32()), lines, uint16(at), uint8(r.IntN(1<<r.IntN(9))), by)
	}
}

// formatDamaged formats in a locale whose data of one subject, or of all, is damaged.
func formatDamaged(t *testing.T, which uint16, subject, lines uint8, at uint16, length uint8, by string) {
	if len(by) > 1000 || strings.ContainsAny(by, "\n\t") {
		return
	}
	d := damage{lines, at, length, by}
	language := damagedLocales[int(which)%len(damagedLocales)]
	n := int(subject) % (len(damagedSubjects) + len(damagedSections) + 1)
	for i, s := range damagedSubjects {
		if i != n && n != len(damagedSubjects)+len(damagedSections) {
			continue
		}
		for _, locale := range []string{language, "und"} {
			defer s.Replace(locale, d.of(s.Section(locale)))()
		}
	}
	for i, name := range damagedSections {
		if i+len(damagedSubjects) == n {
			defer cldr.Replace(name, d.of(cldr.Of(name)))()
		}
	}
	// Formatters and rules are kept by locale: this one is asked for again only after many others.
	all := &formatters{t, fmt.Sprintf("%s-%05d", language, fresh()%997), systems[int(which)/13%len(systems)], calendars[int(which)/17%len(calendars)], which}
	all.numbers()
	all.dates()
}

package datefmt

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/tz"
)

// noon is 2026-11-30 15:05:06.789 in UTC.
const noon = 1796051106789

func zone(t *testing.T, name string) *Zone {
	id, ok := tz.Lookup(name)
	require.True(t, ok, name)
	return NewZone(id)
}

func TestSkeletonsBecomePatternsOfTheLocale(t *testing.T) {
	for _, c := range []struct{ locale, calendar, skeleton, want string }{
		{"en", "gregory", "yMd", "11/30/2026"},
		{"en", "gregory", "yMMMMEEEEdhm", "Monday, November 30, 2026 at 3:05 PM"},
		{"de", "gregory", "yMMMd", "30. Nov. 2026"},
		{"fr", "gregory", "MMMMdh", "30 novembre à 3 PM"},
		{"ja", "gregory", "yMMMMd", "2026年11月30日"},
		{"en", "gregory", "msSS", "05:06.78"},
		{"en", "gregory", "GyMMMd", "Nov 30, 2026 AD"},
		{"th", "buddhist", "y", "พ.ศ. 2569"},
		{"en", "chinese", "y", "2026(bing-wu)"},
		{"en", "hebrew", "yMMMMd", "20 Kislev 5787"},
		{"en", "gregory", "B", "in the afternoon"},
	} {
		l := NewLocale(c.locale, c.calendar, "latn")
		letter := byte(0)
		if h := hourLetter(c.skeleton); h != 0 {
			letter = h
		}
		got := l.NewFormat(c.skeleton, letter).Append(nil, nil, noon, NewOffset(0))
		require.Equal(t, c.want, string(got), "%s %s %s", c.locale, c.calendar, c.skeleton)
	}
}

func TestZonesHaveTheNamesOfTheirTimes(t *testing.T) {
	l := NewLocale("en", "gregory", "latn")
	const winter, summer = 1796051106789, 1782050706789
	for _, c := range []struct {
		zone, skeleton string
		at             int64
		want           string
	}{
		{"America/Los_Angeles", "z", winter, "PST"},
		{"America/Los_Angeles", "zzzz", summer, "Pacific Daylight Time"},
		{"America/Los_Angeles", "v", winter, "PT"},
		{"Europe/Berlin", "z", winter, "GMT+1"},
		{"Europe/Berlin", "OOOO", summer, "GMT+02:00"},
		{"Europe/Dublin", "zzzz", summer, "Irish Standard Time"},
		{"UTC", "zzzz", winter, "Coordinated Universal Time"},
	} {
		got := l.NewFormat(c.skeleton, 0).Append(nil, nil, c.at, zone(t, c.zone))
		require.Equal(t, c.want, string(got), "%s %s", c.zone, c.skeleton)
	}
}

func TestRangesSayOnceWhatTheirEndsShare(t *testing.T) {
	l := NewLocale("en", "gregory", "latn")
	const day = 24 * 60 * 60 * 1000
	for _, c := range []struct {
		skeleton string
		end      int64
		want     string
	}{
		{"yMMMd", noon, "Nov 30, 2026"},
		{"yMMMd", noon - 10*day, "Nov 30\u2009–\u200920, 2026"},
		{"yMMMd", noon + 2*day, "Nov 30\u2009–\u2009Dec 2, 2026"},
		{"MMMd", noon + 400*day, "Nov 30, 2026\u2009–\u2009Jan 4, 2028"},
	} {
		got := l.NewFormat(c.skeleton, 0).AppendRange(nil, nil, noon, c.end, NewOffset(0))
		require.Equal(t, c.want, string(got), c.skeleton)
	}
	var parts []Part
	l.NewFormat("yMMMd", 0).AppendRange(nil, &parts, noon-10*day, noon, NewOffset(0))
	var sources []uint8
	for _, p := range parts {
		sources = append(sources, p.Source)
	}
	require.Equal(t, []uint8{0, 0, 1, 0, 2, 0, 0}, sources)
}

func TestHebrewNumbersHaveMarks(t *testing.T) {
	for n, want := range map[int64]string{5: "ה׳", 15: "ט״ו", 5786: "תשפ״ו"} {
		require.Equal(t, want, string(appendHebrew(nil, n)))
	}
}

func BenchmarkFormat(b *testing.B) {
	f := NewLocale("en", "gregory", "latn").NewFormat("yMMMMEEEEdhms", 'h')
	id, _ := tz.Lookup("Europe/Berlin")
	z := NewZone(id)
	var buffer [128]byte
	for b.Loop() {
		f.Append(buffer[:0], nil, noon, z)
	}
}

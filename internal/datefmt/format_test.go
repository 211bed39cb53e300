package datefmt

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/cldr"
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
	if cldr.EnglishAlone() {
		t.Skip("it is about locales that this build has not")
	}
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

func TestFieldsWithoutAPatternAreAppendedOnce(t *testing.T) {
	if cldr.EnglishAlone() {
		t.Skip("it is about locales that this build has not")
	}
	for _, c := range []struct{ locale, skeleton, want string }{
		{"sv", "MHHsSS", "11 6,78 (timme: 15)"},
		{"it", "HHssSS", "15 (secondo: 6)"},
		{"zh-Hant", "GGGGMMMMMEEEEE", "西元 (月: 11)"},
	} {
		got := NewLocale(c.locale, "gregory", "latn").NewFormat(c.skeleton, hourLetter(c.skeleton)).Append(nil, nil, noon, NewOffset(0))
		require.Equal(t, c.want, string(got), "%s %s", c.locale, c.skeleton)
	}
}

func TestCalendarsHavePatternsAndErasOfTheirOwn(t *testing.T) {
	for _, c := range []struct{ locale, calendar, skeleton, want string }{
		{"th", "gregory", "Hm", "15:05 น."},
		{"th", "buddhist", "Hm", "15:05"},
		{"de", "iso8601", "yMMMMd", "2026 November 30"},
		{"en", "iso8601", "yMd", "2026-11-30"},
		{"zh-Hans", "buddhist", "mmssSSzzzz", "05:06.78 GMT"},
		{"ja", "japanese", "yMMMM", "令和8年11月"},
		{"fi", "chinese", "GMd", "78 22.10."},
		{"sv", "indian", "yG", "1948 SAKA"},
		{"fr", "coptic", "yG", "1743 ap. D."},
		{"en", "coptic", "yGGGG", "1743 Anno Martyrum"},
	} {
		if cldr.EnglishAlone() && c.locale != "en" {
			continue
		}
		got := NewLocale(c.locale, c.calendar, "latn").NewFormat(c.skeleton, hourLetter(c.skeleton)).Append(nil, nil, noon, NewOffset(0))
		require.Equal(t, c.want, string(got), "%s %s %s", c.locale, c.calendar, c.skeleton)
	}
}

func TestNarrowSpacesStandInNamesOfPartsAndInRanges(t *testing.T) {
	if cldr.EnglishAlone() {
		t.Skip("it is about locales that this build has not")
	}
	const hour = 60 * 60 * 1000
	f := NewLocale("es", "gregory", "latn").NewFormat("hm", 'h')
	var parts []Part
	require.Equal(t, "3:05 p. m.", string(f.Append(nil, nil, noon, NewOffset(0))))
	require.Equal(t, "3:05 p.\u202Fm.", string(f.Append(nil, &parts, noon, NewOffset(0))))
	require.Equal(t, "3:05 p. m.", string(f.AppendRange(nil, nil, noon, noon, NewOffset(0))))
	require.Equal(t, "3:05 p.\u202Fm.", string(f.AppendRange(nil, &parts, noon, noon, NewOffset(0))))
	require.Equal(t, "3:05\u2009–\u20094:05\u202Fp.\u202Fm.", string(f.AppendRange(nil, nil, noon, noon+hour, NewOffset(0))))
}

func TestOffsetsHaveTheDigitsOfTheFormat(t *testing.T) {
	got := NewLocale("en", "gregory", "arab").NewFormat("OOOO", 0).Append(nil, nil, noon, NewOffset(330))
	require.Equal(t, "GMT+٠٥:٣٠", string(got))
}

func TestMetazonesBeginWithTheEpoch(t *testing.T) {
	l := NewLocale("en", "gregory", "latn")
	for at, want := range map[int64]string{0: "Central European Standard Time", -1000: "GMT+01:00"} {
		require.Equal(t, want, string(l.NewFormat("zzzz", 0).Append(nil, nil, at, zone(t, "Europe/Berlin"))))
	}
}

func TestRangesAreMadeOfTheFieldsThatIntervalsKnow(t *testing.T) {
	if cldr.EnglishAlone() {
		t.Skip("it is about locales that this build has not")
	}
	const hour, day = 60 * 60 * 1000, 24 * 60 * 60 * 1000
	for _, c := range []struct {
		locale, skeleton string
		end              int64
		want             string
	}{
		// A month that stands alone is none of those of intervals.
		{"fi", "yMMMM", noon + 100*day, "marraskuu 2026–maaliskuu 2027"},
		// Nor are offsets from UTC.
		{"tr", "HHmmOOOO", noon + 100*day, "30.11.2026 15:05\u2009–\u200910.03.2027 15:05"},
		{"uk", "BBBBB", noon + 100*day, "30.11.2026, дня – 10.03.2027, дня"},
		{"uk", "BBBBB", noon + hour, "дня"},
		{"it", "yMMMMEEEEdHHmm", noon + hour, "lunedì 30 novembre 2026, 15:05–16:05"},
		{"ru", "HHss", noon + 100*day, "30.11.2026, 15 (секунда: 6) – 10.03.2027, 15 (секунда: 6)"},
	} {
		got := NewLocale(c.locale, "gregory", "latn").NewFormat(c.skeleton, hourLetter(c.skeleton)).AppendRange(nil, nil, noon, c.end, NewOffset(0))
		require.Equal(t, c.want, string(got), "%s %s", c.locale, c.skeleton)
	}
}

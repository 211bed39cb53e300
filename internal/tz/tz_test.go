package tz

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func zoneNamed(t *testing.T, name string) *Zone {
	id, ok := Lookup(name)
	require.True(t, ok, name)
	z, err := parse(embedded(id))
	require.NoError(t, err, name)
	return z
}

// Every zone has, around each of its transitions and in other years, the offsets that package
// time finds in the same data.
func TestOffsetsAreThoseOfPackageTime(t *testing.T) {
	for id, name := range Names() {
		z, err := parse(embedded(id))
		require.NoError(t, err, name)
		location, err := time.LoadLocationFromTZData(name, withVersion1(embedded(id)))
		require.NoError(t, err, name)
		var times []int64
		for _, c := range z.changes {
			times = append(times, c.at-1, c.at, c.at+1)
		}
		for year := 1800; year < 2500; year += 7 {
			for month := time.January; month <= time.December; month++ {
				times = append(times, time.Date(year, month, 9, 1, 0, 0, 0, time.UTC).Unix())
			}
		}
		for _, at := range times {
			_, offset := time.Unix(at, 0).In(location).Zone()
			if got := z.Offset(at); got != int64(offset) && !firstOfTable(z, at) {
				require.Equal(t, int64(offset), got, "%s at %s", name, time.Unix(at, 0).UTC())
			}
		}
	}
}

// firstOfTable: before the first transition package time looks for standard time.
func firstOfTable(z *Zone, at int64) bool { return len(z.changes) > 0 && at < z.changes[0].at }

// withVersion1 puts an empty block of version 1 before the data.
func withVersion1(data []byte) []byte {
	head := make([]byte, tzifHeader)
	copy(head, "TZif2")
	head[tzifHeader-4-2-1+0] = 0
	head[20+4*4+3] = 1 // one kind, which has six bytes
	return slices.Concat(head, make([]byte, 6), data)
}

func TestTransitionsOfNewYork(t *testing.T) {
	z := zoneNamed(t, "america/new_york")
	at := func(s string) int64 {
		when, err := time.Parse(time.RFC3339, s)
		require.NoError(t, err)
		return when.Unix()
	}
	for _, pair := range [][2]string{
		{"2019-03-10T07:00:00Z", "2019-11-03T06:00:00Z"},
		{"2019-11-03T06:00:00Z", "2020-03-08T07:00:00Z"},
		{"2450-03-13T07:00:00Z", "2450-11-06T06:00:00Z"},
	} {
		next, ok := z.Next(at(pair[0]))
		require.True(t, ok)
		require.Equal(t, at(pair[1]), next, "after %s", pair[0])
		previous, ok := z.Previous(at(pair[1]))
		require.True(t, ok)
		require.Equal(t, at(pair[0]), previous, "before %s", pair[1])
	}
	n, _ := z.Times(at("2019-03-10T02:30:00Z"))
	require.Zero(t, n, "skipped")
	n, times := z.Times(at("2019-11-03T01:30:00Z"))
	require.Equal(t, 2, n, "repeated")
	require.Equal(t, [2]int64{at("2019-11-03T05:30:00Z"), at("2019-11-03T06:30:00Z")}, times)
	n, times = z.Times(at("2019-07-03T01:30:00Z"))
	require.Equal(t, 1, n)
	require.Equal(t, at("2019-07-03T05:30:00Z"), times[0])
	_, ok := z.Previous(-maxSeconds)
	require.False(t, ok)
	_, ok = z.Next(maxSeconds)
	require.False(t, ok)
}

func TestNamesAreSortedAndLeadToPrimaryOnes(t *testing.T) {
	require.True(t, slices.IsSorted(Names()))
	for from, to := range map[string]string{
		"Etc/GMT": "UTC", "GMT": "UTC", "UTC": "UTC", "Asia/Calcutta": "Asia/Kolkata", "Europe/Bratislava": "Europe/Bratislava",
		"Atlantic/Jan_Mayen": "Arctic/Longyearbyen", "US/Pacific": "America/Los_Angeles", "Africa/Timbuktu": "Africa/Bamako",
	} {
		id, ok := Lookup(from)
		require.True(t, ok, from)
		require.Equal(t, to, Name(Primary(id)), from)
		require.Equal(t, Primary(id), Primary(Primary(id)))
	}
	_, ok := Lookup("Factory")
	require.False(t, ok)
}

func TestRulesAreRead(t *testing.T) {
	for _, s := range []string{"EST5EDT,M3.2.0,M11.1.0", "<-03>3<-02>,M3.5.0/-2,M10.5.0/-1", "IST-1GMT0,M10.5.0,M3.5.0/1", "UTC0", "XXX3EST4,0/0,J365/23"} {
		_, err := parseRule(s)
		require.NoError(t, err, s)
	}
	for _, s := range []string{"", "E5", "EST", "EST5EDT", "EST5EDT,M3.2.0", "EST5EDT,M13.2.0,M11.1.0", "EST5EDT,M3.2.0,M11.1.0x", "EST25:99", "AAA-27", "AAA24", "AAA-23:30BBB,M3.2.0,M11.1.0"} {
		_, err := parseRule(s)
		require.Error(t, err, s)
	}
}

func TestSummerTimeMayLastForEver(t *testing.T) {
	for _, s := range []string{"XXX3EDT4,0/0,J365/23", "EST5EDT4,0/0,J365/25", "AAA-1BBB-1,M3.2.0,M11.1.0"} {
		r, err := parseRule(s)
		require.NoError(t, err, s)
		z := &Zone{first: r.std, until: -maxSeconds - 1, rule: r}
		require.Equal(t, r.summer, z.Offset(0), s)
		_, ok := z.Next(0)
		require.False(t, ok, s)
		_, ok = z.Previous(0)
		require.False(t, ok, s)
	}
}

// Rules may begin summer time before that of the year before ends.
func TestTransitionsOfTwoYearsMayOverlap(t *testing.T) {
	for _, s := range []string{"AAA0AAA1,0,365", "AAA0AAA,0,365/7", "AAA0AAA,J1/-20,J365/100"} {
		r, err := parseRule(s)
		require.NoError(t, err, s)
		z := &Zone{first: r.std, until: -maxSeconds - 1, rule: r}
		for at := int64(1_600_000_000); at < 1_800_000_000; at += 1_000_003 {
			zoneHolds(t, z, at)
		}
	}
}

// zoneHolds demands of a zone that what it says of offsets, transitions and local times agrees
// around a time.
func zoneHolds(t *testing.T, z *Zone, at int64) {
	t.Helper()
	at = min(max(at, -maxSeconds), maxSeconds)
	offset := z.Offset(at)
	require.Less(t, max(offset, -offset), int64(secondsPerDay))
	if next, ok := z.Next(at); ok {
		require.Greater(t, next, at)
		require.LessOrEqual(t, next, int64(maxSeconds))
		require.NotEqual(t, z.Offset(next-1), z.Offset(next), "%d", next)
		require.Equal(t, offset, z.Offset(next-1), "nothing changes before %d", next)
		previous, ok := z.Previous(next + 1)
		require.True(t, ok)
		require.Equal(t, next, previous)
	}
	if previous, ok := z.Previous(at); ok {
		require.Less(t, previous, at)
		require.NotEqual(t, z.Offset(previous-1), z.Offset(previous), "%d", previous)
		require.Equal(t, z.Offset(at-1), z.Offset(previous))
	}
	n, times := z.Times(at + offset)
	require.Positive(t, n, "the clock of %d shows its time", at)
	for _, time := range times[:n] {
		require.Equal(t, at+offset, time+z.Offset(time))
	}
}

// Damaged data gives an error or a zone.
func FuzzParse(f *testing.F) {
	for _, name := range []string{"Europe/Vienna", "America/Godthab", "Africa/Casablanca", "Asia/Kolkata"} {
		id, _ := Lookup(name)
		f.Add(embedded(id), int64(1_700_000_000))
	}
	f.Fuzz(func(t *testing.T, data []byte, at int64) {
		z, err := parse(data)
		if err != nil {
			return
		}
		at = min(max(at, -maxSeconds), maxSeconds)
		if next, ok := z.Next(at); ok {
			require.Greater(t, next, at)
		}
		if previous, ok := z.Previous(at); ok {
			require.Less(t, previous, at)
		}
		_ = z.Offset(at)
		_, _ = z.Times(at)
		if cut, err := WithoutVersion1(data); err == nil {
			_, _ = parse(cut)
		}
	})
}

// What a rule says of offsets, transitions and local times agrees.
func FuzzRule(f *testing.F) {
	for _, s := range []string{"EST5EDT,M3.2.0,M11.1.0", "<-03>3<-02>,M3.5.0/-2,M10.5.0/-1", "IST-1GMT0,M10.5.0,M3.5.0/1", "UTC0", "XXX3EST4,0/0,J365/23"} {
		f.Add(s, int64(1_700_000_000))
	}
	f.Fuzz(func(t *testing.T, text string, at int64) {
		r, err := parseRule(text)
		if err != nil {
			return
		}
		at = min(max(at, -maxSeconds), maxSeconds)
		z := &Zone{first: r.std, until: -maxSeconds - 1, rule: r}
		offset := z.Offset(at)
		require.True(t, offset == r.std || offset == r.summer)
		zoneHolds(t, z, at)
	})
}

// Zones that are damaged while they are compressed give an error, or zones.
func FuzzUnpack(f *testing.F) {
	f.Add(uint32(0), uint16(1), []byte{1})
	f.Add(uint32(len(zonesData)/2), uint16(2), []byte{0xFF, 0})
	f.Add(uint32(len(zonesData)-1), uint16(1), []byte{})
	f.Fuzz(func(t *testing.T, at uint32, length uint16, by []byte) {
		start := int(at) % (len(zonesData) + 1)
		end := min(start+int(length), len(zonesData))
		list, err := unpack(slices.Concat(zonesData[:start], by, zonesData[end:]), len(Names()))
		if err != nil {
			return
		}
		require.Len(t, list, len(Names()))
		_, _ = parse(list[int(at)%len(list)])
	})
}

// All zones say of a time the same in all ways in which they can be asked.
func FuzzZones(f *testing.F) {
	f.Add(uint16(0), int64(0))
	f.Fuzz(func(t *testing.T, id uint16, at int64) {
		z := Load(int(id) % len(Names()))
		zoneHolds(t, z, at)
		zoneHolds(t, z, at%(100*366*secondsPerDay))
	})
}

func BenchmarkOffset(b *testing.B) {
	id, _ := Lookup("America/New_York")
	z := Load(id)
	for b.Loop() {
		_ = z.Offset(1_700_000_000)
	}
}

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
	for _, s := range []string{"", "E5", "EST", "EST5EDT", "EST5EDT,M3.2.0", "EST5EDT,M13.2.0,M11.1.0", "EST5EDT,M3.2.0,M11.1.0x", "EST25:99"} {
		_, err := parseRule(s)
		require.Error(t, err, s)
	}
}

// Damaged data gives an error or a zone, but no panic.
func FuzzParse(f *testing.F) {
	f.Add(embedded(0))
	f.Fuzz(func(t *testing.T, data []byte) {
		if z, err := parse(data); err == nil {
			at, ok := z.Next(0)
			_ = z.Offset(at)
			_, _ = z.Times(at)
			_, _ = z.Previous(maxSeconds)
			require.True(t, ok || at <= 0 || at > maxSeconds)
		}
	})
}

func BenchmarkOffset(b *testing.B) {
	id, _ := Lookup("America/New_York")
	z := Load(id)
	for b.Loop() {
		_ = z.Offset(1_700_000_000)
	}
}

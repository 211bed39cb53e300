package temporal

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// What is written is read again.
func TestTextsOfDatesAndTimesAreRead(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 20_000 {
		dt := isoDateTime{dateFromEpochDays(r.Int64N(2*maxEpochDays) - maxEpochDays), timeOfDay(r.Int64N(nsPerDay))}
		if r.IntN(3) == 0 {
			dt.time -= dt.time % nsPerSecond
		}
		offset := r.Int64N(2*nsPerDay-1) - nsPerDay + 1
		if r.IntN(2) == 0 {
			offset -= offset % nsPerMinute
		}
		text := string(appendOffset(isoDateTimeToString(nil, dt, iso8601, precisionAuto, calendarNever), offset)) + "[Europe/Vienna][u-ca=iso8601]"
		p, err := parseISODateTime(text, goalZonedDateTime)
		require.NoError(t, err, text)
		require.Equal(t, dt, p.dateTime(), text)
		require.Equal(t, offset, p.offset, text)
		require.Equal(t, "Europe/Vienna", p.timeZone)
		require.Equal(t, "iso8601", p.calendar)
		require.Equal(t, offset%nsPerMinute != 0, p.offsetSeconds, text)
	}
}

func TestTextsOfDurationsAreRead(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 20_000 {
		var d duration
		for i := range d {
			if r.IntN(2) == 0 {
				d[i] = float64(r.IntN(1000))
			}
		}
		if r.IntN(2) == 0 {
			d = d.negated()
		}
		text := temporalDurationToString(&d, precisionAuto)
		read, err := parseTemporalDurationString(text)
		require.NoError(t, err, text)
		require.Equal(t, text, temporalDurationToString(&read, precisionAuto))
		require.Equal(t, toInternalDurationRecord(&d), toInternalDurationRecord(&read), text)
	}
}

func TestTextsThatAreNoDates(t *testing.T) {
	for _, text := range []string{
		"", "2020", "2020-1-01", "2020-13-01", "2020-02-30", "2019-02-29", "-000000-01-01", "2020-0101", "202001-01", "2020-01-01T", "2020-01-01T25:00",
		"2020-01-01T00:00Z", "2020-01-01T00:0000", "2020-01-01T0000:00", "2020-01-01T00:00:61", "2020-01-01T00:00:00.", "2020-01-01T00:00:00.1234567890",
		"2020-01-01T00.5", "2020-01-01T00:00+1", "2020-01-01T00:00+24:00", "2020-01-01[]", "2020-01-01[UTC", "2020-01-01[UTC][Europe/Vienna]",
		"2020-01-01[u-ca=iso8601][UTC]", "2020-01-01[!x=1]", "2020-01-01[!u-ca=iso8601][u-ca=iso8601]", "2020-01-01[U-ca=iso8601]", "2020-01-01[u-ca=]",
		"2020-01-01[u-ca=iso-]", "2020-01-01[+00:00:00]", "2020-01-01[a//b]", "2020-01-01[1a]", "2020-01-01 ", " 2020-01-01", "2020-01-01T00:00:00−05:00",
		"2020-01-01\x00", "2020-01-01T00:00:00\u2028",
	} {
		_, err := parseISODateTime(text, goalDateTime)
		require.Error(t, err, text)
	}
	for _, text := range []string{"12-14", "1214", "202112", "2021-12", "0229", "2021-12[UTC]", "24:00", "1", "00:60"} {
		_, err := parseISODateTime(text, goalTime)
		require.Error(t, err, text)
	}
	for _, text := range []string{"1232", "0230", "T1214", "12:14", "202113", "12", "T12", "121460", "00:00:00,5"} {
		_, err := parseISODateTime(text, goalTime)
		require.NoError(t, err, text)
	}
	for _, text := range []string{"", "P", "PT", "P1", "1D", "P1H", "PT1D", "P1D1M", "P1.5D", "PT1.5H1M", "PT1.S", "PT.5S", "P1DT", "P-1D", "PT1.1234567890S", "P1D ", "PT1H1H"} {
		_, err := parseTemporalDurationString(text)
		require.Error(t, err, text)
	}
}

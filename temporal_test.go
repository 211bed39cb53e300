//go:build !kiln_no_temporal

package kiln_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/temporal"
)

func stringOf(t *testing.T, rt *kiln.Runtime, source string) string {
	v, err := rt.RunString("test.js", source)
	require.NoError(t, err)
	return v.String()
}

func TestTemporalIsLeftOutWhenTheOptionsSaySo(t *testing.T) {
	const source = "typeof Temporal + typeof Date.prototype.toTemporalInstant"
	with, err := kiln.New(kiln.Options{})
	require.NoError(t, err)
	require.Equal(t, "objectfunction", stringOf(t, with, source))
	asked, err := kiln.New(kiln.Options{Libraries: []*kiln.Library{temporal.Library()}})
	require.NoError(t, err)
	require.Equal(t, "objectfunction", stringOf(t, asked, source))
	without, err := kiln.New(kiln.Options{Without: []*kiln.Library{temporal.Library()}})
	require.NoError(t, err)
	require.Equal(t, "undefinedundefined", stringOf(t, without, source))
	realm, err := with.NewRealm(kiln.RealmOptions{Libraries: []*kiln.Library{}})
	require.NoError(t, err)
	v, err := realm.RunString("test.js", source)
	require.NoError(t, err)
	require.Equal(t, "objectfunction", v.String())
}

func TestTemporalNowIsThatOfTheRuntime(t *testing.T) {
	zone, err := time.LoadLocation("Asia/Kolkata")
	require.NoError(t, err)
	rt, err := kiln.New(kiln.Options{TimeZone: zone, Clock: kiln.NewVirtualClock(time.Date(2024, 2, 29, 12, 0, 0, 0, time.UTC))})
	require.NoError(t, err)
	require.Equal(t, "2024-02-29T17:30:00+05:30[Asia/Kolkata]", stringOf(t, rt, "String(Temporal.Now.zonedDateTimeISO())"))
	rt.SetTimeZone(time.FixedZone("mine", -3600))
	require.Equal(t, "-01:00 2024-02-29T11:00:00", stringOf(t, rt, "`${Temporal.Now.timeZoneId()} ${Temporal.Now.plainDateTimeISO()}`"))
}

// Objects of Temporal are what they were after a runtime has gone back to a checkpoint.
func TestTemporalSurvivesACheckpoint(t *testing.T) {
	rt, err := kiln.New(kiln.Options{})
	require.NoError(t, err)
	_, err = rt.RunString("setup.js", `var z = Temporal.ZonedDateTime.from("2024-03-10T01:30[America/New_York]"), d = Temporal.Duration.from("P1DT1H")`)
	require.NoError(t, err)
	cp, err := rt.Checkpoint()
	require.NoError(t, err)
	for range 3 {
		require.Equal(t, "2024-03-11T02:30:00-04:00[America/New_York] 2024-03-09T00:30:00-05:00[America/New_York]",
			stringOf(t, rt, `z = z.add(d); var day = z; [z, z.subtract({ days: 2, hours: 2 })].join(" ")`))
		require.NoError(t, rt.Restore(cp))
		require.Equal(t, "undefined", stringOf(t, rt, "typeof day"))
	}
}

// A runtime that is made of an image has Temporal as the one had of which the image is.
func TestTemporalIsInImages(t *testing.T) {
	rt, err := kiln.New(kiln.Options{})
	require.NoError(t, err)
	_, err = rt.RunString("setup.js", `var z = Temporal.ZonedDateTime.from("2024-03-10T01:30[America/New_York]").add({ hours: 1 })`)
	require.NoError(t, err)
	img, err := rt.Image()
	require.NoError(t, err)
	other, err := img.New(kiln.Options{})
	require.NoError(t, err)
	require.Equal(t, "2024-03-10T03:30:00-04:00[America/New_York]", stringOf(t, other, "String(z)"))
	require.Equal(t, "1970-01-01T00:00:00Z P1D", stringOf(t, other, "`${new Date(0).toTemporalInstant()} ${Temporal.Duration.from({ days: 1 })}`"))
}

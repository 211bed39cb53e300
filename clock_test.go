package kiln_test

import (
	"context"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/web"
)

// inTiers runs f with options for each tier, and with a collection at every safepoint.
func inTiers(t *testing.T, f func(t *testing.T, o kiln.Options)) {
	t.Helper()
	for _, tier := range []kiln.Tier{kiln.Interp, kiln.Bytecode, kiln.Native, kiln.Auto} {
		t.Run(tier.String(), func(t *testing.T) { f(t, kiln.Options{Tier: tier, Libraries: web.All()}) })
	}
	t.Run("stress", func(t *testing.T) { f(t, kiln.Options{Stress: true, Libraries: web.All()}) })
}

// eval runs a script that must not fail and returns its value as text.
func eval(t *testing.T, rt *kiln.Runtime, source string) string {
	t.Helper()
	v, err := rt.RunString("test.js", source)
	require.NoError(t, err)
	return v.String()
}

func start(t *testing.T, o kiln.Options) *kiln.Runtime {
	t.Helper()
	rt, err := kiln.New(o)
	require.NoError(t, err)
	return rt
}

func TestAVirtualClockMovesEverything(t *testing.T) {
	inTiers(t, func(t *testing.T, o kiln.Options) {
		clock := kiln.NewVirtualClock(time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC))
		o.Clock = clock
		rt := start(t, o)
		eval(t, rt, `var log = [], note = s => log.push(s + "@" + new Date().toISOString().slice(11, 23) + "/" + performance.now());
setTimeout(() => { note("a"); setTimeout(note, 500, "b") }, 1000); setInterval(note, 700, "i"); note("start")`)
		wait, ok := rt.NextTimer()
		assert.Equal(t, 700*time.Millisecond, wait)
		assert.True(t, ok)
		require.NoError(t, rt.Advance(1400*time.Millisecond))
		assert.Equal(t, "start@00:00:00.000/0,i@00:00:00.700/700,a@00:00:01.000/1000,i@00:00:01.400/1400", eval(t, rt, "String(log.splice(0))"))
		require.NoError(t, rt.Advance(99*time.Millisecond))
		assert.Equal(t, "", eval(t, rt, "String(log)"))
		require.NoError(t, rt.Advance(time.Millisecond))
		assert.Equal(t, "b@00:00:01.500/1500", eval(t, rt, "String(log.splice(0))"))
	})
}

func TestAVirtualClockJumps(t *testing.T) {
	o := kiln.Options{Clock: kiln.NewVirtualClock(time.Time{}), Libraries: web.All()}
	rt := start(t, o)
	eval(t, rt, "let days = 0; setTimeout(function f() { if (++days < 1000) setTimeout(f, 86400e3) }, 86400e3)")
	require.NoError(t, rt.RunLoop())
	assert.Equal(t, "1972-09-27T00:00:00.000Z", eval(t, rt, "new Date().toISOString()"))
}

func TestAClockMovedByHandFromAnotherGoroutine(t *testing.T) {
	clock := kiln.NewVirtualClock(time.Time{})
	clock.ByHand = true
	rt := start(t, kiln.Options{Clock: clock, Libraries: web.All()})
	eval(t, rt, "let done = 0; setTimeout(() => done = Date.now(), 5000)")
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()
	require.ErrorIs(t, rt.RunLoopContext(ctx), context.DeadlineExceeded, "nobody moves the clock")
	go func() {
		for range 6 {
			time.Sleep(time.Millisecond)
			clock.Advance(time.Second)
		}
	}()
	require.NoError(t, rt.RunLoop())
	assert.Contains(t, []string{"5000", "6000"}, eval(t, rt, "String(done)"))
	assert.Error(t, start(t, kiln.Options{}).Advance(1), "a clock that moves by itself")
}

func TestTimesAreRounded(t *testing.T) {
	inTiers(t, func(t *testing.T, o kiln.Options) {
		clock := kiln.NewVirtualClock(time.UnixMilli(1_000_000_000_123))
		o.Clock = clock
		times := "[performance.now(), Date.now()].join()"
		rt := start(t, o)
		clock.Advance(1234567 * time.Nanosecond)
		assert.Equal(t, "1,1000000000124", eval(t, rt, times))
		o.ClockResolution = 100 * time.Millisecond
		assert.Equal(t, "0,1000000000100", eval(t, start(t, o), times))
		o.ClockResolution = time.Nanosecond
		assert.Equal(t, "1.234567,1000000000124", eval(t, start(t, o), times))
		o.ClockResolution = 7 * time.Millisecond
		rt = start(t, o)
		rt.SetTimeSource(func() time.Time { return time.UnixMilli(-1) })
		assert.Equal(t, "0,-7", eval(t, rt, times), "times before 1970 are rounded down as well")
	})
}

func TestConsoleTimeSeesTheCoarseClock(t *testing.T) {
	var out strings.Builder
	clock := kiln.NewVirtualClock(time.Time{})
	rt := start(t, kiln.Options{Clock: clock, Stdout: &out, Libraries: web.All()})
	eval(t, rt, "console.time()")
	clock.Advance(2_900 * time.Microsecond)
	eval(t, rt, "console.timeEnd()")
	assert.Equal(t, "default: 2.000ms\n", out.String())
}

func TestTheTimeZoneIsThatOfTheRuntime(t *testing.T) {
	const source = "const d = new Date(2024, 6, 1, 12); [d.getTimezoneOffset(), d.toISOString(), d.getHours(), String(d), new Date('2024-07-01T12:00').getTime(), new Date('Jul 1 2024 12:00').getTime()].join('|')"
	machine := time.Local
	time.Local = time.FixedZone("Machine", 7*3600) // which a script must not learn
	defer func() { time.Local = machine }()
	inTiers(t, func(t *testing.T, o kiln.Options) {
		rt := start(t, o)
		assert.Equal(t, "0|2024-07-01T12:00:00.000Z|12|Mon Jul 01 2024 12:00:00 GMT+0000 (Coordinated Universal Time)|1719835200000|1719835200000", eval(t, rt, "{"+source+"}"))
		rt.SetTimeZone(time.FixedZone("Here", 5*3600+1800))
		assert.Equal(t, "-330|2024-07-01T06:30:00.000Z|12|Mon Jul 01 2024 12:00:00 GMT+0530 (Here)|1719815400000|1719815400000", eval(t, rt, "{"+source+"}"))
		o.TimeZone = time.FixedZone("There", -3600)
		assert.Equal(t, "60", eval(t, start(t, o), "String(new Date(0).getTimezoneOffset())"))
		rt.SetTimeZone(nil)
		assert.Equal(t, "0", eval(t, rt, "String(new Date(0).getTimezoneOffset())"))
	})
}

func TestASourceOfRandomNumbers(t *testing.T) {
	inTiers(t, func(t *testing.T, o kiln.Options) {
		rt := start(t, o)
		n := 0.0
		rt.SetRandSource(func() float64 { n++; return n / 128 })
		assert.Equal(t, "0.5", eval(t, rt, "for (let i = 0; i < 63; i++) Math.random(); Math.random()"))
		for _, bad := range []float64{1, -0.1, math.NaN(), math.Float64frombits(0xffff_8000_0000_1234), math.Inf(1)} {
			rt.SetRandSource(func() float64 { return bad })
			_, err := rt.RunString("test.js", "try { Math.random() } catch { 1 }")
			assert.ErrorContains(t, err, "random", bad)
		}
		rt.SetRandSource(nil)
		assert.Equal(t, "true", eval(t, rt, "let x = Math.random(); x >= 0 && x < 1"))
	})
}

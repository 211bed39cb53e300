package intl

import (
	"fmt"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/relfmt"
	"github.com/kilnjs/kiln/internal/scripttest"
	"github.com/kilnjs/kiln/pkg/builtin"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/temporal"
)

// live is how much memory is in use.
func live() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// What a script asks for by ever other locales and options is not kept beyond the bounds of the caches of the
// process, nor beyond some megabytes.
func TestCachesOfTheProcessAreBounded(t *testing.T) {
	rt, err := object.New(object.Options{Libraries: []*object.Library{builtin.Library(), temporal.Library(), Library()}, Tiers: scripttest.Interp()})
	require.NoError(t, err)
	rt.NewRealm()
	record := func(fields ...field) heap.Value {
		o, err := newRecord(rt, fields...)
		require.NoError(t, err)
		return o
	}
	locales := []string{"en", "de", "ja", "hi", "ar-EG", "th", "fr-CA", "ru"}
	fill := func(n int) {
		for i := range n {
			mark := rt.Heap.OpenScope()
			locale := rt.Heap.NewString(fmt.Sprintf("%s-u-nu-%s", locales[i%len(locales)], [...]string{"latn", "thai", "beng"}[i/len(locales)%3])).Value()
			text := func(s string) heap.Value { return rt.Heap.NewString(s).Value() }
			zone := field{"timeZone", text(fmt.Sprintf("+%02d:%02d", i%24, i%60))}
			d, err := lately(rt, locale, record(zone, field{"dateStyle", text("full")}, field{"timeStyle", text("full")}), anyFields, anyFields)
			require.NoError(t, err)
			for kind := range formatKind(numFormats) {
				if f := d.format(kind); f != nil {
					f.AppendRange(nil, nil, 0, 1e9, utcZone)
				}
			}
			_, err = numberFormatterFor(rt, locale, record(field{"minimumFractionDigits", heap.Int(int32(i % 101))}))
			require.NoError(t, err)
			_, err = numberFormatterFor(rt, locale, record(field{"style", text("unit")}, field{"unit", text("meter")}, field{"minimumIntegerDigits", heap.Int(int32(1 + i%21))}))
			require.NoError(t, err)
			relfmt.New(locales[i%len(locales)], "latn", relfmt.Style(i%3))
			_, err = localeCompare(&object.Call{RT: rt}, text("a").Str(), text("b").Str(), locale, record(field{"numeric", heap.Bool(i%2 == 0)}))
			require.NoError(t, err)
			require.NoError(t, rt.CloseScope(mark, nil))
		}
	}
	fill(200) // reads the data of the locales, which stays
	before := live()
	fill(2000)
	require.LessOrEqual(t, len(dateTimes.byKey), maxDateTimes)
	require.LessOrEqual(t, len(dateTimes.data), maxDateTimes)
	require.LessOrEqual(t, len(dateTimes.requests), maxDateTimes)
	require.LessOrEqual(t, len(numberRequests.byText), maxNumberRequests)
	require.LessOrEqual(t, len(collatorsOf(rt).all), maxCollators)
	require.NotEmpty(t, dateTimes.requests)
	require.NotEmpty(t, numberRequests.byText)
	require.Less(t, live()-before, int64(16<<20))
	runtime.KeepAlive(rt)
}

package relfmt

import (
	"math"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/cldr"
)

func text(f *Formatter, x float64, unit Unit, auto bool) string {
	var out Output
	f.Format(&out, x, unit, auto)
	if !out.HasNumber {
		return out.Before
	}
	return out.Before + string(out.Number.Text) + out.Behind
}

func TestRelativeTimesHaveTensesPluralsAndWords(t *testing.T) {
	if cldr.EnglishAlone() {
		t.Skip("it is about locales that this build has not")
	}
	en, pl, he := New("en", "latn", Long), New("pl", "latn", Short), New("he", "latn", Long)
	require.Equal(t, "in 1 day", text(en, 1, Day, false))
	require.Equal(t, "tomorrow", text(en, 1, Day, true))
	require.Equal(t, "0 days ago", text(en, math.Copysign(0, -1), Day, false))
	require.Equal(t, "today", text(en, math.Copysign(0, -1), Day, true))
	require.Equal(t, "1.5 days ago", text(en, -1.5, Day, true))
	require.Equal(t, "in 12,345.679 quarters", text(en, 12345.6789, Quarter, true))
	require.Equal(t, "za 22 min", text(pl, 22, Minute, false))
	require.Equal(t, "5 mies. temu", text(pl, -5, Month, false))
	require.Equal(t, "לפני שנתיים", text(he, -2, Year, false))
	require.Equal(t, "in ๑,๐๐๐ yr.", text(New("en", "thai", Short), 1000, Year, false))
}

func TestUnitsAreSingularOrPlural(t *testing.T) {
	for u := Second; u < Units; u++ {
		for _, name := range []string{u.String(), u.String() + "s"} {
			found, ok := ByName(name)
			require.True(t, ok, name)
			require.Equal(t, u, found, name)
		}
	}
	for _, name := range []string{"", "s", "dayss", "millisecond", "Day"} {
		_, ok := ByName(name)
		require.False(t, ok, name)
	}
}

func TestGoroutinesShareFormatters(t *testing.T) {
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for _, locale := range []string{"de", "ar", "fr", "ja"} {
				f := New(locale, "latn", Narrow)
				for u := Second; u < Units; u++ {
					require.NotEmpty(t, text(f, 3, u, false))
				}
			}
		})
	}
	wg.Wait()
}

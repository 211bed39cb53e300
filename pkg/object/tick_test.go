package object_test

import (
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/object"
)

// steps counts n steps one by one.
func steps(t *testing.T, rt *object.Runtime, n int) {
	t.Helper()
	for range n {
		require.NoError(t, rt.Step())
	}
}

// stepsUntil counts steps until done, and says how many.
func stepsUntil(t *testing.T, rt *object.Runtime, done func() bool) int {
	t.Helper()
	n := 0
	for ; !done(); n++ {
		require.Less(t, n, 4*object.BudgetSlice)
		require.NoError(t, rt.Step())
	}
	return n
}

// A tick is answered within a window, whose length follows what runs between two ticks.
func TestTicksAreAnsweredWithinWindows(t *testing.T) {
	rt, answers := newRuntime(t), 0
	rt.OnTick(10, func() { answers++ })
	for _, between := range []int{500, 5000, 5} {
		for range 20 {
			rt.Tick()
			steps(t, rt, between)
		}
		steps(t, rt, 2*object.BudgetSlice) // lets a tick that waits be answered
		for range 20 {
			rt.Tick()
			before := answers
			n := stepsUntil(t, rt, func() bool { return answers > before })
			steps(t, rt, max(between-n, 0))
		}
		before := answers
		rt.Tick()
		n := stepsUntil(t, rt, func() bool { return answers > before })
		assert.LessOrEqual(t, n, max(3*between/20, 1), between) // a window is half as long again at most
	}
}

// Windows change nothing about what is counted: slices end where they did.
func TestTicksDoNotCount(t *testing.T) {
	slices := func(ticks bool) (at []int, spent, fuel int64) {
		rt := newRuntime(t)
		rt.SetFuel(100000)
		if ticks {
			rt.OnTick(50, func() {})
		}
		for i := range 40000 {
			if ticks && i%1000 == 0 {
				rt.Tick()
			}
			before := rt.Budget
			require.NoError(t, rt.Steps(1+i%3))
			if rt.Budget > before && !rt.Interim() {
				at = append(at, i)
			}
		}
		rt.OnTick(0, nil)
		return at, rt.Spent(), rt.Fuel()
	}
	wantAt, wantSpent, wantFuel := slices(false)
	at, spent, fuel := slices(true)
	assert.Equal(t, wantAt, at)
	assert.Equal(t, wantSpent, spent)
	assert.Equal(t, wantFuel, fuel)
}

// Another goroutine may tick while the runtime counts, and when it has none waiting.
func TestTicksComeFromOtherGoroutines(t *testing.T) {
	rt, answers := newRuntime(t), 0
	rt.OnTick(10, func() { answers++ })
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range 1000 {
			rt.Tick()
		}
	}()
	for answers == 0 {
		require.NoError(t, rt.Step())
		runtime.Gosched()
	}
	<-done
	rt.OnTick(0, nil)
	last := answers
	rt.Tick()
	steps(t, rt, 2*object.BudgetSlice)
	assert.Equal(t, last, answers)
}

package kiln_test

import (
	"errors"
	"fmt"
	"time"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/web"
)

// Limits of a runtime hold for its life.
func ExampleLimits() {
	rt, _ := kiln.New(kiln.Options{
		Libraries: []*kiln.Library{web.Console(), web.Timers()},
		Limits: kiln.Limits{
			Memory: 32 << 20,
			Time:   time.Minute,
			Depth:  1000,
			Jobs:   100_000,
			Timers: 100,
			Output: 1 << 20,
		},
	})
	_, err := rt.RunString("deep.js", "try { (function f() { f() })() } catch { 'a script cannot catch it' }")
	var limit *kiln.LimitError
	fmt.Println(errors.As(err, &limit), limit.Kind)
	v, err := rt.RunString("next.js", "'usable'")
	fmt.Println(v, err)
	// Output:
	// true depth
	// usable <nil>
}

// WithLimits bounds what one piece of work may take, within the limits around it.
func ExampleRuntime_WithLimits() {
	rt, _ := kiln.New(kiln.Options{Limits: kiln.Limits{Fuel: 1_000_000}})
	err := rt.WithLimits(kiln.Limits{Fuel: 1000}, func() error {
		_, err := rt.RunString("plugin.js", "for (;;);")
		return err
	})
	fmt.Println(err)
	fuel := rt.Stats().Limits.Fuel
	fmt.Println(fuel.Used, "of", fuel.Limit)
	// Output:
	// fuel used up
	// 1000 of 1000000
}

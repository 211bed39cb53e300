package kiln_test

import (
	"fmt"
	"os"
	"time"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/web"
)

// On a virtual clock a script that waits for days runs in no time, and the same way each time.
func ExampleNewVirtualClock() {
	rt, _ := kiln.New(kiln.Options{
		Clock:     kiln.NewVirtualClock(time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)),
		Libraries: []*kiln.Library{web.Console(), web.Timers()},
		Stdout:    os.Stdout,
	})
	_, _ = rt.RunString("main.js", "setTimeout(() => console.log(new Date().toISOString()), 36 * 3600 * 1000)")
	_ = rt.RunLoop()
	// Output: 2030-01-02T12:00:00.000Z
}

// Advance takes a virtual clock forward and runs what becomes due on the way.
func ExampleRuntime_Advance() {
	rt, _ := kiln.New(kiln.Options{
		Clock:     kiln.NewVirtualClock(time.Time{}),
		Libraries: []*kiln.Library{web.Console(), web.Timers()},
		Stdout:    os.Stdout,
	})
	_, _ = rt.RunString("main.js", "setInterval(() => console.log('tick', Date.now()), 1000)")
	_ = rt.Advance(2500 * time.Millisecond)
	wait, _ := rt.NextTimer()
	fmt.Println("next in", wait)
	// Output:
	// tick 1000
	// tick 2000
	// next in 500ms
}

func ExampleRuntime_SetRandSource() {
	rt, _ := kiln.New(kiln.Options{})
	rt.SetRandSource(func() float64 { return 0.25 })
	rt.SetTimeSource(func() time.Time { return time.UnixMilli(0) })
	rt.SetTimeZone(time.FixedZone("Somewhere", 2*3600))
	v, err := rt.RunString("main.js", "Math.random() + ' ' + new Date()")
	fmt.Println(v, err)
	// Output: 0.25 Thu Jan 01 1970 02:00:00 GMT+0200 (Somewhere) <nil>
}

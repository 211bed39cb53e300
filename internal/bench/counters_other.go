//go:build !linux

package bench

// event is something that the system could count; here it counts nothing.
type event struct{}

var hardwareEvents []event

type counters struct{}

func openCounters([]event) *counters { return &counters{} }

func (*counters) read() *Hardware { return nil }

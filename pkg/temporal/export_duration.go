package temporal

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// ToDuration is ToTemporalDuration (sec-temporal-totemporalduration) for other libraries: the fields from years
// to nanoseconds of a Temporal.Duration, an object with properties or a text.
func ToDuration(rt *object.Runtime, v heap.Value) ([10]float64, error) {
	d, err := toTemporalDuration(rt, v, false)
	if err != nil {
		return [10]float64{}, thrown(rt, err)
	}
	return d, nil
}

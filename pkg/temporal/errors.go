package temporal

import "github.com/kilnjs/kiln/pkg/object"

// rangeError and typeError are what operations return that know no realm.
type (
	rangeError string
	typeError  string
)

func (e rangeError) Error() string { return string(e) }

func (e typeError) Error() string { return string(e) }

// The errors of several operations.
const (
	errDateRange     = rangeError("date is outside the range that Temporal represents")
	errDateTimeRange = rangeError("date and time are outside the range that Temporal represents")
	errInstantRange  = rangeError("time is outside the range that Temporal represents")
	errDuration      = rangeError("duration is out of range, or its fields differ in sign")
	errISODate       = rangeError("not a date of the ISO 8601 calendar")
	errTime          = rangeError("not a time of the clock")
)

// thrown makes an error of the realm of what an operation returned.
func thrown(rt *object.Runtime, err error) error {
	switch e := err.(type) {
	case rangeError:
		return rt.RangeError("%s", string(e))
	case typeError:
		return rt.TypeError("%s", string(e))
	}
	return err
}

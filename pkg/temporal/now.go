package temporal

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// idNow is %Temporal.Now%.
var idNow = object.NewIntrinsic()

// nowGroup declares %Temporal.Now% (sec-temporal-now-object).
var nowGroup = &object.Group{
	Name:  "Now",
	Proto: idNow,
	Lazy: func() (_, rows []object.Row) {
		return nil, methods(
			object.Row{Name: "timeZoneId", Fn: nowTimeZoneID},
			object.Row{Name: "instant", Fn: nowInstant},
			object.Row{Name: "plainDateTimeISO", Fn: nowPlainDateTimeISO},
			object.Row{Name: "zonedDateTimeISO", Fn: nowZonedDateTimeISO},
			object.Row{Name: "plainDateISO", Fn: nowPlainDateISO},
			object.Row{Name: "plainTimeISO", Fn: nowPlainTimeISO},
			object.Row{Name: "@@toStringTag", Str: "Temporal.Now", Flags: object.RowString},
		)
	},
}

// systemUTCEpochNanoseconds is SystemUTCEpochNanoseconds
// (sec-temporal-systemutcepochnanoseconds), by the clock of the runtime.
func systemUTCEpochNanoseconds(rt *object.Runtime) int128 {
	t := rt.WallTime()
	ns := mul64(t.Unix(), nsPerSecond).add(wide(int64(t.Nanosecond())))
	if !isValidEpochNanoseconds(ns) {
		if ns.sign() < 0 {
			return maxInstant.neg()
		}
		return maxInstant
	}
	return ns
}

// nowZone is the time zone of an argument, that of the system without one.
func nowZone(c *object.Call) (timeZone, error) {
	if v := c.Arg(0); !v.IsUndefined() {
		return toTemporalTimeZoneIdentifier(c.RT, v)
	}
	return systemTimeZone(c.RT), nil
}

// systemDateTime is SystemDateTime (sec-temporal-systemdatetime).
func systemDateTime(c *object.Call) (isoDateTime, error) {
	z, err := nowZone(c)
	if err != nil {
		return isoDateTime{}, err
	}
	return getISODateTimeFor(z, systemUTCEpochNanoseconds(c.RT)), nil
}

// nowTimeZoneID is Temporal.Now.timeZoneId (sec-temporal.now.timezoneid).
func nowTimeZoneID(c *object.Call) (heap.Value, error) {
	return text(c.RT, systemTimeZone(c.RT).appendID(nil))
}

// nowInstant is Temporal.Now.instant (sec-temporal.now.instant).
func nowInstant(c *object.Call) (heap.Value, error) {
	return instantValue(c.RT, systemUTCEpochNanoseconds(c.RT), nil)
}

// nowPlainDateTimeISO is Temporal.Now.plainDateTimeISO (sec-temporal.now.plaindatetimeiso).
func nowPlainDateTimeISO(c *object.Call) (heap.Value, error) {
	dt, err := systemDateTime(c)
	return plainDateTimeValue(c.RT, dt, iso8601, err)
}

// nowZonedDateTimeISO is Temporal.Now.zonedDateTimeISO (sec-temporal.now.zoneddatetimeiso).
func nowZonedDateTimeISO(c *object.Call) (heap.Value, error) {
	z, err := nowZone(c)
	if err != nil {
		return heap.Undefined, err
	}
	return value(createTemporalZonedDateTime(c.RT, systemUTCEpochNanoseconds(c.RT), z, iso8601, heap.Undefined))
}

// nowPlainDateISO is Temporal.Now.plainDateISO (sec-temporal.now.plaindateiso).
func nowPlainDateISO(c *object.Call) (heap.Value, error) {
	dt, err := systemDateTime(c)
	return plainDateValue(c.RT, dt.date, iso8601, err)
}

// nowPlainTimeISO is Temporal.Now.plainTimeISO (sec-temporal.now.plaintimeiso).
func nowPlainTimeISO(c *object.Call) (heap.Value, error) {
	dt, err := systemDateTime(c)
	if err != nil {
		return heap.Undefined, err
	}
	return value(createTemporalTime(c.RT, dt.time, heap.Undefined))
}

package builtin

import (
	"math"

	"github.com/kilnjs/kiln/internal/num"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// idDatePrototype is %Date.prototype%.
var idDatePrototype = object.NewIntrinsic()

// dateGroup declares %Date% and %Date.prototype% (sec-date-objects). The time
// value is slot 0 of the object.
var dateGroup = &object.Group{
	Name:   "Date",
	Length: 7,
	Fn:     dateConstructor,
	Proto:  idDatePrototype,
	Global: true,
	Static: []object.Row{
		{Name: "UTC", Length: 7, Fn: dateUTC},
		{Name: "now", Fn: dateNow},
		{Name: "parse", Length: 1, Fn: dateParse},
	},
	Rows: []object.Row{
		dateGetter("getDate", dateDay, true),
		dateGetter("getFullYear", dateYear, true),
		dateGetter("getHours", dateHour, true),
		dateGetter("getMilliseconds", dateMs, true),
		dateGetter("getMinutes", dateMinute, true),
		dateGetter("getMonth", dateMonth, true),
		dateGetter("getSeconds", dateSecond, true),
		dateGetter("getUTCDate", dateDay, false),
		dateGetter("getUTCFullYear", dateYear, false),
		dateGetter("getUTCHours", dateHour, false),
		dateGetter("getUTCMilliseconds", dateMs, false),
		dateGetter("getUTCMinutes", dateMinute, false),
		dateGetter("getUTCMonth", dateMonth, false),
		dateGetter("getUTCSeconds", dateSecond, false),
		{Name: "getDay", Fn: dateGetDay},
		{Name: "getTime", Fn: dateGetTime, Leaf: leafTime},
		{Name: "getTimezoneOffset", Fn: dateGetTimezoneOffset},
		{Name: "getUTCDay", Fn: dateGetUTCDay},
		{Name: "getYear", Fn: dateGetYear},
		dateSetter("setDate", dateDay, 1, true),
		dateSetter("setFullYear", dateYear, 3, true),
		dateSetter("setHours", dateHour, 4, true),
		dateSetter("setMilliseconds", dateMs, 1, true),
		dateSetter("setMinutes", dateMinute, 3, true),
		dateSetter("setMonth", dateMonth, 2, true),
		dateSetter("setSeconds", dateSecond, 2, true),
		dateSetter("setUTCDate", dateDay, 1, false),
		dateSetter("setUTCFullYear", dateYear, 3, false),
		dateSetter("setUTCHours", dateHour, 4, false),
		dateSetter("setUTCMilliseconds", dateMs, 1, false),
		dateSetter("setUTCMinutes", dateMinute, 3, false),
		dateSetter("setUTCMonth", dateMonth, 2, false),
		dateSetter("setUTCSeconds", dateSecond, 2, false),
		{Name: "setTime", Length: 1, Fn: dateSetTime},
		{Name: "setYear", Length: 1, Fn: dateSetYear},
		dateText("toDateString", dateString),
		dateToLocale("toLocaleDateString", object.DateOnly, localeDateString),
		dateToLocale("toLocaleString", object.DateAndTime, localeString),
		dateToLocale("toLocaleTimeString", object.TimeOnly, localeTimeString),
		dateText("toString", toDateString),
		dateText("toTimeString", timeString),
		{Name: "toISOString", Fn: dateToISOString},
		{Name: "toJSON", Length: 1, Fn: dateToJSON},
		{Name: "toUTCString", Fn: dateToUTCString},
		{Name: "toGMTString", Alias: "toUTCString"},
		{Name: "valueOf", Fn: dateValueOf, Leaf: leafTime},
		{Name: "@@toPrimitive", Length: 1, Fn: dateToPrimitive, Attrs: heap.Configurable, Flags: object.RowAttrs},
	},
}

// now is the current time as a time value, by the clock of the runtime.
func now(rt *object.Runtime) float64 { return float64(rt.WallTime().UnixMilli()) }

// dateConstructor is Date (sec-date).
func dateConstructor(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if c.NewTarget.IsUndefined() {
		return rt.Text(toDateString(rt, now(rt))), nil
	}
	t := 0.0
	switch len(c.Args) {
	case 0:
		t = now(rt)
	case 1:
		v, err := dateArgument(rt, c.Args[0])
		if err != nil {
			return heap.Undefined, err
		}
		t = v
	default:
		parts, err := dateArguments(c)
		if err != nil {
			return heap.Undefined, err
		}
		t = timeClip(utcTime(c.RT, joinTime(&parts)))
	}
	o, err := rt.OrdinaryCreateFromConstructor(c.NewTarget, idDatePrototype, heap.ClassDate)
	if err != nil {
		return heap.Undefined, err
	}
	rt.Heap.SetInternal(o, 0, heap.Number(t))
	return o.Value(), nil
}

// newDate makes the Date with time value t, which is clipped.
func newDate(rt *object.Runtime, t float64) heap.Value {
	o := rt.NewIntrinsicObject(heap.ClassDate, idDatePrototype)
	rt.Heap.SetInternal(o, 0, heap.Number(timeClip(t)))
	return o.Value()
}

// dateArgument is the time value that the only argument of Date stands for.
func dateArgument(rt *object.Runtime, v heap.Value) (float64, error) {
	if v.IsObject() && v.Object().Class() == heap.ClassDate {
		return v.Object().Internal(0).Float64(), nil
	}
	v, err := rt.ToPrimitive(v, object.HintDefault)
	if err != nil {
		return 0, err
	}
	if v.IsString() {
		return dateOf(rt, v.Str()), nil
	}
	f, err := rt.ToNumber(v)
	return timeClip(f), err
}

// dateArguments are the arguments of Date and Date.UTC as parts of a date.
func dateArguments(c *object.Call) ([dateParts]float64, error) {
	parts := [dateParts]float64{dateYear: math.NaN(), dateDay: 1}
	for i := range min(len(c.Args), dateParts) {
		f, err := c.RT.ToNumber(c.Args[i])
		if err != nil {
			return parts, err
		}
		parts[i] = f
	}
	parts[dateYear] = fullYear(parts[dateYear])
	return parts, nil
}

// fullYear is MakeFullYear (sec-makefullyear).
func fullYear(year float64) float64 {
	if y := math.Trunc(year); y >= 0 && y <= 99 {
		return 1900 + y
	}
	return year
}

// dateUTC is Date.UTC (sec-date.utc).
func dateUTC(c *object.Call) (heap.Value, error) {
	parts, err := dateArguments(c)
	if err != nil {
		return heap.Undefined, err
	}
	return heap.Number(timeClip(joinTime(&parts))), nil
}

// dateNow is Date.now (sec-date.now).
func dateNow(c *object.Call) (heap.Value, error) { return heap.Number(now(c.RT)), nil }

// dateParse is Date.parse (sec-date.parse).
func dateParse(c *object.Call) (heap.Value, error) {
	s, err := c.RT.ToString(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	return heap.Number(dateOf(c.RT, s)), nil
}

// thisTime is the time value of the receiver, which must be a Date.
func thisTime(c *object.Call) (float64, error) {
	if c.This.IsObject() && c.This.Object().Class() == heap.ClassDate {
		return c.This.Object().Internal(0).Float64(), nil
	}
	return 0, c.RT.TypeError("this is not a Date object.")
}

// dateGetter declares the method that gives one part of the date
// (sec-date.prototype.getdate and its like).
func dateGetter(name string, part int, local bool) object.Row {
	return object.Row{Name: name, Leaf: leafTimePart(part, local), Fn: func(c *object.Call) (heap.Value, error) {
		t, err := thisTime(c)
		if err != nil || math.IsNaN(t) {
			return heap.Number(t), err
		}
		if local {
			t = localTime(c.RT, t)
		}
		return heap.Int(int32(splitTime(t)[part])), nil
	}}
}

// dateSetter declares the method that replaces up to count parts of the date,
// from part on (sec-date.prototype.setdate and its like).
func dateSetter(name string, part, count int, local bool) object.Row {
	return object.Row{Name: name, Length: count, Fn: func(c *object.Call) (heap.Value, error) {
		t, err := thisTime(c)
		if err != nil {
			return heap.Undefined, err
		}
		var given [4]float64
		n := max(1, min(count, len(c.Args)))
		for i := range n {
			if given[i], err = c.RT.ToNumber(c.Arg(i)); err != nil {
				return heap.Undefined, err
			}
		}
		switch {
		case math.IsNaN(t) && part != dateYear:
			return heap.Number(t), nil
		case math.IsNaN(t):
			t = 0
		case local:
			t = localTime(c.RT, t)
		}
		parts := splitTime(t)
		copy(parts[part:], given[:n])
		t = joinTime(&parts)
		if local {
			t = utcTime(c.RT, t)
		}
		return setTime(c, timeClip(t)), nil
	}}
}

// setTime stores a time value in the receiver and returns it.
func setTime(c *object.Call, t float64) heap.Value {
	v := heap.Number(t)
	c.RT.Heap.SetInternal(c.This.Object(), 0, v)
	return v
}

// dateSetTime is Date.prototype.setTime (sec-date.prototype.settime).
func dateSetTime(c *object.Call) (heap.Value, error) {
	if _, err := thisTime(c); err != nil {
		return heap.Undefined, err
	}
	t, err := c.RT.ToNumber(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	return setTime(c, timeClip(t)), nil
}

// dateSetYear is Date.prototype.setYear (sec-date.prototype.setyear).
func dateSetYear(c *object.Call) (heap.Value, error) {
	t, err := thisTime(c)
	if err != nil {
		return heap.Undefined, err
	}
	year, err := c.RT.ToNumber(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	if math.IsNaN(t) {
		t = 0
	} else {
		t = localTime(c.RT, t)
	}
	parts := splitTime(t)
	parts[dateYear] = fullYear(year)
	return setTime(c, timeClip(utcTime(c.RT, joinTime(&parts)))), nil
}

// dateGetDay is Date.prototype.getDay (sec-date.prototype.getday).
func dateGetDay(c *object.Call) (heap.Value, error) {
	t, err := thisTime(c)
	if err != nil || math.IsNaN(t) {
		return heap.Number(t), err
	}
	return heap.Int(int32(weekDay(localTime(c.RT, t)))), nil
}

// dateGetUTCDay is Date.prototype.getUTCDay (sec-date.prototype.getutcday).
func dateGetUTCDay(c *object.Call) (heap.Value, error) {
	t, err := thisTime(c)
	if err != nil || math.IsNaN(t) {
		return heap.Number(t), err
	}
	return heap.Int(int32(weekDay(t))), nil
}

// dateGetTime is Date.prototype.getTime (sec-date.prototype.gettime).
func dateGetTime(c *object.Call) (heap.Value, error) {
	t, err := thisTime(c)
	return heap.Number(t), err
}

// dateValueOf is Date.prototype.valueOf (sec-date.prototype.valueof).
func dateValueOf(c *object.Call) (heap.Value, error) { return dateGetTime(c) }

// dateGetTimezoneOffset is Date.prototype.getTimezoneOffset
// (sec-date.prototype.gettimezoneoffset), in minutes.
func dateGetTimezoneOffset(c *object.Call) (heap.Value, error) {
	t, err := thisTime(c)
	if err != nil || math.IsNaN(t) {
		return heap.Number(t), err
	}
	offset, _ := zoneAt(c.RT, t)
	return heap.Number(0 - offset/msPerMinute), nil
}

// dateGetYear is Date.prototype.getYear (sec-date.prototype.getyear).
func dateGetYear(c *object.Call) (heap.Value, error) {
	t, err := thisTime(c)
	if err != nil || math.IsNaN(t) {
		return heap.Number(t), err
	}
	return heap.Number(splitTime(localTime(c.RT, t))[dateYear] - 1900), nil
}

// dateText declares a method that formats the date.
func dateText(name string, format func(rt *object.Runtime, t float64) string) object.Row {
	return object.Row{Name: name, Fn: func(c *object.Call) (heap.Value, error) {
		t, err := thisTime(c)
		if err != nil {
			return heap.Undefined, err
		}
		return c.RT.Text(format(c.RT, t)), nil
	}}
}

// dateToLocale declares a method that gives a text of the locale: the one of format, but for the library
// of ECMA-402.
func dateToLocale(name string, parts object.DateParts, format func(rt *object.Runtime, t float64) string) object.Row {
	return object.Row{Name: name, Fn: func(c *object.Call) (heap.Value, error) {
		t, err := thisTime(c)
		if err != nil {
			return heap.Undefined, err
		}
		if l := c.RT.Locales(); l != nil && !math.IsNaN(t) {
			return l.DateToLocaleString(c.RT, t, parts, c.Arg(0), c.Arg(1))
		}
		return c.RT.Text(format(c.RT, t)), nil
	}}
}

// dateToUTCString is Date.prototype.toUTCString (sec-date.prototype.toutcstring).
func dateToUTCString(c *object.Call) (heap.Value, error) {
	t, err := thisTime(c)
	if err != nil {
		return heap.Undefined, err
	}
	return c.RT.Text(utcString(t)), nil
}

// dateToISOString is Date.prototype.toISOString (sec-date.prototype.toisostring).
func dateToISOString(c *object.Call) (heap.Value, error) {
	t, err := thisTime(c)
	if err != nil {
		return heap.Undefined, err
	}
	if math.IsNaN(t) {
		return heap.Undefined, c.RT.RangeError("Invalid time value")
	}
	return c.RT.Text(num.ISODateTime(int64(t))), nil
}

// dateToJSON is Date.prototype.toJSON (sec-date.prototype.tojson).
func dateToJSON(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, err := rt.ToObject(c.This)
	if err != nil {
		return heap.Undefined, err
	}
	v, err := rt.ToPrimitive(o.Value(), object.HintNumber)
	if err != nil {
		return heap.Undefined, err
	}
	if v.IsFloat() && (v.IsNaN() || math.IsInf(v.AsFloat(), 0)) {
		return heap.Null, nil
	}
	return rt.Invoke(o.Value(), rt.Heap.InternGo("toISOString"))
}

// dateToPrimitive is Date.prototype[@@toPrimitive]
// (sec-date.prototype-%symbol.toprimitive%).
func dateToPrimitive(c *object.Call) (heap.Value, error) {
	o, err := c.ReceiverObject("Date.prototype[Symbol.toPrimitive]")
	if err != nil {
		return heap.Undefined, err
	}
	if hint := c.Arg(0); hint.IsString() {
		switch hint.Str().Go(c.RT.Heap) {
		case "string", "default":
			return c.RT.OrdinaryToPrimitive(o, object.HintString)
		case "number":
			return c.RT.OrdinaryToPrimitive(o, object.HintNumber)
		}
	}
	return heap.Undefined, c.RT.TypeError("Invalid hint: %s", c.RT.Describe(c.Arg(0)))
}

package intl

import (
	"math"

	"github.com/kilnjs/kiln/internal/datefmt"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/temporal"
)

var (
	idDateTimeFormat          = object.NewIntrinsic()
	idDateTimeFormatPrototype = object.NewIntrinsic()
)

// The internal slots of an Intl.DateTimeFormat. All but the bound function follow from a text, of which
// dateTimes has what formats.
const (
	dateTimeKey = iota
	dateTimeBound
)

// dateTimeFormatGroup declares %Intl.DateTimeFormat% and its prototype
// (sec-intl-datetimeformat-constructor).
var dateTimeFormatGroup = &object.Group{
	Name:  "DateTimeFormat",
	Fn:    newDateTimeFormat,
	Ctor:  idDateTimeFormat,
	Proto: idDateTimeFormatPrototype,
	Lazy: func() (static, rows []object.Row) {
		static = []object.Row{{Name: "supportedLocalesOf", Length: 1, Fn: supportedLocalesOf}}
		rows = []object.Row{
			{Name: "resolvedOptions", Fn: dateTimeResolvedOptions},
			{Name: "format", Get: dateTimeGetFormat},
			{Name: "formatToParts", Length: 1, Fn: dateTimeFormatToParts},
			{Name: "formatRange", Length: 2, Fn: dateTimeFormatRange},
			{Name: "formatRangeToParts", Length: 2, Fn: dateTimeFormatRangeToParts},
			{Name: "@@toStringTag", Str: "Intl.DateTimeFormat", Flags: object.RowString},
		}
		return static, rows
	},
}

// newDateTimeFormat is Intl.DateTimeFormat (sec-intl.datetimeformat).
func newDateTimeFormat(c *object.Call) (heap.Value, error) {
	rt, newTarget := c.RT, c.NewTarget
	if newTarget.IsUndefined() {
		newTarget = c.Callee.Value()
	}
	o, err := rt.OrdinaryCreateFromConstructor(newTarget, idDateTimeFormatPrototype, heap.ClassDateTimeFormat)
	if err != nil {
		return heap.Undefined, err
	}
	d, err := resolveDateTime(rt, c.Arg(0), c.Arg(1), anyFields, dateFields, nil)
	if err != nil {
		return heap.Undefined, err
	}
	rt.Heap.SetInternal(o, dateTimeKey, rt.Heap.NewString(d.key).Value())
	return chainFormat(c, o, idDateTimeFormat)
}

// dateTimeOf is the DateTimeFormat that v is.
func dateTimeOf(rt *object.Runtime, v heap.Value) (*dateTime, error) {
	if !v.IsObject() || v.Object().Class() != heap.ClassDateTimeFormat {
		return nil, rt.TypeError("%s is not an Intl.DateTimeFormat", rt.Describe(v))
	}
	return dateTimes.ofSlot(rt, v.Object().Internal(dateTimeKey).Str()), nil
}

// dateTimeResolvedOptions is Intl.DateTimeFormat.prototype.resolvedOptions
// (sec-intl.datetimeformat.prototype.resolvedoptions).
func dateTimeResolvedOptions(c *object.Call) (heap.Value, error) {
	this, err := unwrapFormat(c, idDateTimeFormat, heap.ClassDateTimeFormat)
	if err != nil {
		return heap.Undefined, err
	}
	d, err := dateTimeOf(c.RT, this)
	if err != nil {
		return heap.Undefined, err
	}
	h := c.RT.Heap
	var fields []field
	text := func(name, value string) {
		if value != "" {
			fields = append(fields, field{name, h.NewString(value).Value()})
		}
	}
	text("locale", d.locale)
	text("calendar", d.calendar)
	text("numberingSystem", d.numbering)
	text("timeZone", d.zoneName)
	format := d.format(formatNumber)
	if format.HasHour() {
		text("hourCycle", d.hourCycle)
		fields = append(fields, field{"hour12", heap.Bool(d.hourCycle == "h11" || d.hourCycle == "h12")})
	}
	if d.dateStyle == "" && d.timeStyle == "" {
		for i := range components {
			value, digits := format.Value(components[i].part)
			if digits > 0 {
				fields = append(fields, field{components[i].name, heap.Int(int32(digits))})
			}
			text(components[i].name, value)
		}
	}
	text("dateStyle", d.dateStyle)
	text("timeStyle", d.timeStyle)
	return newRecord(c.RT, fields...)
}

// boundFormatRow is the function that the getter of format gives (sec-datetime-format-functions).
var boundFormatRow = &object.Row{Length: 1, Fn: func(c *object.Call) (heap.Value, error) {
	d, err := dateTimeOf(c.RT, c.Data(0))
	if err != nil {
		return heap.Undefined, err
	}
	return d.formatValue(c.RT, c.Arg(0))
}}

// dateTimeGetFormat is the getter of Intl.DateTimeFormat.prototype.format
// (sec-intl.datetimeformat.prototype.format).
func dateTimeGetFormat(c *object.Call) (heap.Value, error) {
	this, err := unwrapFormat(c, idDateTimeFormat, heap.ClassDateTimeFormat)
	if err != nil {
		return heap.Undefined, err
	}
	if _, err := dateTimeOf(c.RT, this); err != nil {
		return heap.Undefined, err
	}
	o := this.Object()
	if bound := o.Internal(dateTimeBound); bound.IsObject() {
		return bound, nil
	}
	bound := c.RT.NewHostFunction(c.Realm.HostCode(boundFormatRow), this)
	c.RT.Heap.SetInternal(o, dateTimeBound, bound.Value())
	return bound.Value(), nil
}

// formattable is a value to format: which of the formats of a DateTimeFormat, and a time.
type formattable struct {
	kind  formatKind
	at    int64
	plain bool
}

// toFormattable is ToDateTimeFormattable (sec-todatetimeformattable) of a value; Undefined is now.
func toFormattable(rt *object.Runtime, v heap.Value) (heap.Value, error) {
	if v.IsUndefined() {
		return heap.Number(float64(rt.WallTime().UnixMilli())), nil
	}
	if temporal.IsFormattable(v) {
		return v, nil
	}
	n, err := rt.ToNumber(v)
	return heap.Number(n), err
}

// temporalKinds are the formats of objects of Temporal.
var temporalKinds = map[heap.Class]formatKind{
	heap.ClassPlainDate: formatPlainDate, heap.ClassPlainYearMonth: formatPlainYearMonth, heap.ClassPlainMonthDay: formatPlainMonthDay,
	heap.ClassPlainTime: formatPlainTime, heap.ClassPlainDateTime: formatPlainDateTime, heap.ClassInstant: formatInstant,
}

// handleValue is HandleDateTimeValue (sec-temporal-handledatetimevalue).
func (d *dateTime) handleValue(rt *object.Runtime, v heap.Value) (f formattable, format *datefmt.Format, err error) {
	if !v.IsObject() {
		x := v.Float64()
		const most = 8.64e15
		if math.IsNaN(x) || math.Abs(x) > most {
			return f, nil, rt.RangeError("Invalid time value")
		}
		f.at = int64(x)
		return f, d.format(formatNumber), nil
	}
	class := v.Object().Class()
	kind, ok := temporalKinds[class]
	if !ok {
		return f, nil, rt.TypeError("a Temporal.ZonedDateTime cannot be formatted: use its toLocaleString")
	}
	its := temporal.FormattableOf(v.Object())
	f = formattable{kind, its.Milliseconds, class != heap.ClassInstant}
	switch {
	case its.Calendar == "" || its.Calendar == d.calendar:
	case its.Calendar == "iso8601" && class != heap.ClassPlainYearMonth && class != heap.ClassPlainMonthDay:
	default:
		return f, nil, rt.RangeError("the calendar %s of the object is not %s", its.Calendar, d.calendar)
	}
	if format = d.format(kind); format == nil {
		return f, nil, rt.TypeError("the options have nothing that a %s has", class)
	}
	return f, format, nil
}

// zoneFor is the zone in which a value is formatted.
func (d *dateTime) zoneFor(f formattable) *datefmt.Zone {
	if f.plain {
		return utcZone
	}
	return d.zone
}

var utcZone = datefmt.NewOffset(0)

// formatValue is FormatDateTime (sec-formatdatetime) of a value that is not yet converted.
func (d *dateTime) formatValue(rt *object.Runtime, v heap.Value) (heap.Value, error) {
	v, err := toFormattable(rt, v)
	if err != nil {
		return heap.Undefined, err
	}
	f, format, err := d.handleValue(rt, v)
	if err != nil {
		return heap.Undefined, err
	}
	var buffer [128]byte
	return rt.Heap.NewString(string(format.Append(buffer[:0], nil, f.at, d.zoneFor(f)))).Value(), nil
}

// dateTimeFormatToParts is Intl.DateTimeFormat.prototype.formatToParts
// (sec-Intl.DateTimeFormat.prototype.formatToParts).
func dateTimeFormatToParts(c *object.Call) (heap.Value, error) {
	d, err := dateTimeOf(c.RT, c.This)
	if err != nil {
		return heap.Undefined, err
	}
	v, err := toFormattable(c.RT, c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	f, format, err := d.handleValue(c.RT, v)
	if err != nil {
		return heap.Undefined, err
	}
	var parts []datefmt.Part
	text := format.Append(nil, &parts, f.at, d.zoneFor(f))
	return partsArray(c.RT, text, parts, false)
}

// sources are the values of the property source of parts.
var sources = [...]string{"shared", "startRange", "endRange"}

// partsArray makes the array of parts.
func partsArray(rt *object.Runtime, text []byte, parts []datefmt.Part, withSource bool) (heap.Value, error) {
	array := rt.NewArray()
	start := 0
	for i, p := range parts {
		if err := rt.Step(); err != nil {
			return heap.Undefined, err
		}
		mark := rt.Heap.OpenScope()
		fields := [3]field{
			{"type", rt.Heap.InternGo(p.Type.String())}, {"value", rt.Heap.NewString(string(text[start:p.End])).Value()},
			{"source", rt.Heap.InternGo(sources[p.Source])},
		}
		start = p.End
		n := 2
		if withSource {
			n = 3
		}
		v, err := newRecord(rt, fields[:n]...)
		if err == nil {
			err = rt.CreateDataPropertyOrThrow(array, rt.KeyFromInt(int64(i)), v)
		}
		if err = rt.CloseScope(mark, err); err != nil {
			return heap.Undefined, err
		}
	}
	return array.Value(), nil
}

// formatRange does what formatRange and formatRangeToParts have in common.
func formatRange(c *object.Call, parts *[]datefmt.Part) ([]byte, error) {
	rt := c.RT
	d, err := dateTimeOf(rt, c.This)
	if err != nil {
		return nil, err
	}
	if c.Arg(0).IsUndefined() || c.Arg(1).IsUndefined() {
		return nil, rt.TypeError("a range has a start and an end")
	}
	x, err := toFormattable(rt, c.Arg(0))
	if err != nil {
		return nil, err
	}
	y, err := toFormattable(rt, c.Arg(1))
	if err != nil {
		return nil, err
	}
	// SameTemporalType (sec-temporal-sametemporaltype)
	if x.IsObject() != y.IsObject() || x.IsObject() && x.Object().Class() != y.Object().Class() {
		return nil, rt.TypeError("the start and the end of a range have different types")
	}
	first, format, err := d.handleValue(rt, x)
	if err != nil {
		return nil, err
	}
	second, _, err := d.handleValue(rt, y)
	if err != nil {
		return nil, err
	}
	return format.AppendRange(nil, parts, first.at, second.at, d.zoneFor(first)), nil
}

// dateTimeFormatRange is Intl.DateTimeFormat.prototype.formatRange
// (sec-intl.datetimeformat.prototype.formatRange).
func dateTimeFormatRange(c *object.Call) (heap.Value, error) {
	text, err := formatRange(c, nil)
	if err != nil {
		return heap.Undefined, err
	}
	return c.RT.Heap.NewString(string(text)).Value(), nil
}

// dateTimeFormatRangeToParts is Intl.DateTimeFormat.prototype.formatRangeToParts
// (sec-Intl.DateTimeFormat.prototype.formatRangeToParts).
func dateTimeFormatRangeToParts(c *object.Call) (heap.Value, error) {
	var parts []datefmt.Part
	text, err := formatRange(c, &parts)
	if err != nil {
		return heap.Undefined, err
	}
	return partsArray(c.RT, text, parts, true)
}

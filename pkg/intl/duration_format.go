package intl

import (
	"strings"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/temporal"
)

var (
	idDurationFormat          = object.NewIntrinsic()
	idDurationFormatPrototype = object.NewIntrinsic()
)

// The internal slots of an Intl.DurationFormat. [[HourMinuteSeparator]] and [[MinuteSecondSeparator]] follow from
// them.
const (
	durationLocale     = iota
	durationNumbering  // [[NumberingSystem]]
	durationStyle      // an index of durationStyles
	durationDateUnits  // [[YearsOptions]] to [[HoursOptions]]; see durationFormat.pack
	durationTimeUnits  // [[MinutesOptions]] to [[NanosecondsOptions]]
	durationFractional // [[FractionalDigits]], undefined or a number
)

// durationFormatGroup declares %Intl.DurationFormat% and its prototype
// (sec-intl-durationformat-constructor).
var durationFormatGroup = &object.Group{
	Name:  "DurationFormat",
	Fn:    newDurationFormat,
	Ctor:  idDurationFormat,
	Proto: idDurationFormatPrototype,
	Lazy: func() (static, rows []object.Row) {
		static = []object.Row{{Name: "supportedLocalesOf", Length: 1, Fn: supportedLocalesOf}}
		rows = []object.Row{
			{Name: "resolvedOptions", Fn: durationFormatResolvedOptions},
			{Name: "format", Length: 1, Fn: durationFormatFormat},
			{Name: "formatToParts", Length: 1, Fn: durationFormatFormatToParts},
			{Name: "@@toStringTag", Str: "Intl.DurationFormat", Flags: object.RowString},
		}
		return static, rows
	},
}

// newDurationFormat is Intl.DurationFormat (sec-Intl.DurationFormat).
func newDurationFormat(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if c.NewTarget.IsUndefined() {
		return heap.Undefined, rt.TypeError("Constructor Intl.DurationFormat requires 'new'")
	}
	o, err := rt.OrdinaryCreateFromConstructor(c.NewTarget, idDurationFormatPrototype, heap.ClassDurationFormat)
	if err != nil {
		return heap.Undefined, err
	}
	f, err := newDurationFormatOf(rt, c.Arg(0), c.Arg(1))
	if err != nil {
		return heap.Undefined, err
	}
	h := rt.Heap
	date, time := f.pack()
	h.SetInternal(o, durationLocale, h.NewString(f.locale).Value())
	h.SetInternal(o, durationNumbering, h.InternGo(f.numberingSystem))
	h.SetInternal(o, durationStyle, heap.Int(int32(f.style)))
	h.SetInternal(o, durationDateUnits, heap.Int(date))
	h.SetInternal(o, durationTimeUnits, heap.Int(time))
	h.SetInternal(o, durationFractional, heap.Undefined)
	if f.fractionalDigits >= 0 {
		h.SetInternal(o, durationFractional, heap.Int(int32(f.fractionalDigits)))
	}
	return o.Value(), nil
}

// thisDurationFormat is the this value, which has to be an Intl.DurationFormat.
func thisDurationFormat(c *object.Call) (f durationFormat, err error) {
	if !c.This.IsObject() || c.This.Object().Class() != heap.ClassDurationFormat {
		return f, c.RT.TypeError("%s is not an Intl.DurationFormat", c.RT.Describe(c.This))
	}
	o := c.This.Object()
	f.locale = o.Internal(durationLocale).Str().Go(c.RT.Heap)
	f.numberingSystem = o.Internal(durationNumbering).Str().Go(c.RT.Heap)
	f.style = int(o.Internal(durationStyle).AsInt())
	f.unpack(o.Internal(durationDateUnits).AsInt(), o.Internal(durationTimeUnits).AsInt())
	f.fractionalDigits = -1
	if digits := o.Internal(durationFractional); !digits.IsUndefined() {
		f.fractionalDigits = int(digits.AsInt())
	}
	return f, nil
}

// durationFormatResolvedOptions is Intl.DurationFormat.prototype.resolvedOptions
// (sec-Intl.DurationFormat.prototype.resolvedOptions).
func durationFormatResolvedOptions(c *object.Call) (heap.Value, error) {
	f, err := thisDurationFormat(c)
	if err != nil {
		return heap.Undefined, err
	}
	h, o := c.RT.Heap, c.This.Object()
	fields := []field{
		{"locale", o.Internal(durationLocale)}, {"numberingSystem", o.Internal(durationNumbering)},
		{"style", h.InternGo(durationStyles[f.style])},
	}
	for i, u := range f.units {
		display := 0
		if u.always {
			display = 1
		}
		if u.style == unitFractional {
			u.style = unitNumeric
		}
		name := durationUnitNames[i]
		fields = append(fields, field{name, h.InternGo(unitStyleNames[u.style])}, field{name + "Display", h.InternGo(durationDisplays[display])})
	}
	if f.fractionalDigits >= 0 {
		fields = append(fields, field{"fractionalDigits", o.Internal(durationFractional)})
	}
	return newRecord(c.RT, fields...)
}

// thisDurationParts are the parts of the argument of format and formatToParts.
func thisDurationParts(c *object.Call) ([]unitPart, error) {
	f, err := thisDurationFormat(c)
	if err != nil {
		return nil, err
	}
	return f.partsOf(c.RT, c.Arg(0))
}

// partsOf are the parts of what ToDurationRecord makes of a value.
func (f *durationFormat) partsOf(rt *object.Runtime, v heap.Value) ([]unitPart, error) {
	d, err := temporal.ToDuration(rt, v)
	if err != nil {
		return nil, err
	}
	return f.parts(rt, d)
}

// joinParts is the text of parts.
func joinParts(rt *object.Runtime, parts []unitPart) heap.Value {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p.value)
	}
	return rt.Heap.NewString(b.String()).Value()
}

// durationFormatFormat is Intl.DurationFormat.prototype.format
// (sec-Intl.DurationFormat.prototype.format).
func durationFormatFormat(c *object.Call) (heap.Value, error) {
	parts, err := thisDurationParts(c)
	if err != nil {
		return heap.Undefined, err
	}
	return joinParts(c.RT, parts), nil
}

// durationFormatFormatToParts is Intl.DurationFormat.prototype.formatToParts
// (sec-Intl.DurationFormat.prototype.formatToParts).
func durationFormatFormatToParts(c *object.Call) (heap.Value, error) {
	parts, err := thisDurationParts(c)
	if err != nil {
		return heap.Undefined, err
	}
	return unitPartsToArray(c.RT, parts)
}

// durationToLocaleString is Temporal.Duration.prototype.toLocaleString
// (sup-temporal.duration.prototype.tolocalestring).
func durationToLocaleString(rt *object.Runtime, o *heap.Object, locales, options heap.Value) (heap.Value, error) {
	f, err := newDurationFormatOf(rt, locales, options)
	if err != nil {
		return heap.Undefined, err
	}
	parts, err := f.partsOf(rt, o.Value())
	if err != nil {
		return heap.Undefined, err
	}
	return joinParts(rt, parts), nil
}

package intl

import (
	"math"

	"github.com/kilnjs/kiln/internal/relfmt"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var (
	idRelativeTimeFormat          = object.NewIntrinsic()
	idRelativeTimeFormatPrototype = object.NewIntrinsic()
)

// The internal slots of an Intl.RelativeTimeFormat. [[NumberFormat]] and [[PluralRules]] follow from them.
const (
	relativeTimeLocale    = iota
	relativeTimeNumbering // [[NumberingSystem]]
	relativeTimeStyle     // an index of listStyles
	relativeTimeNumeric   // an index of relativeNumerics
)

var relativeNumerics = []string{"always", "auto"}

// relativeTimeFormatGroup declares %Intl.RelativeTimeFormat% and its prototype
// (sec-intl-relativetimeformat-constructor).
var relativeTimeFormatGroup = &object.Group{
	Name:  "RelativeTimeFormat",
	Fn:    newRelativeTimeFormat,
	Ctor:  idRelativeTimeFormat,
	Proto: idRelativeTimeFormatPrototype,
	Lazy: func() (static, rows []object.Row) {
		static = []object.Row{{Name: "supportedLocalesOf", Length: 1, Fn: supportedLocalesOf}}
		rows = []object.Row{
			{Name: "resolvedOptions", Fn: relativeTimeResolvedOptions},
			{Name: "format", Length: 2, Fn: relativeTimeFormat},
			{Name: "formatToParts", Length: 2, Fn: relativeTimeFormatToParts},
			{Name: "@@toStringTag", Str: "Intl.RelativeTimeFormat", Flags: object.RowString},
		}
		return static, rows
	},
}

// newRelativeTimeFormat is Intl.RelativeTimeFormat (sec-Intl.RelativeTimeFormat).
func newRelativeTimeFormat(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if c.NewTarget.IsUndefined() {
		return heap.Undefined, rt.TypeError("Constructor Intl.RelativeTimeFormat requires 'new'")
	}
	o, err := rt.OrdinaryCreateFromConstructor(c.NewTarget, idRelativeTimeFormatPrototype, heap.ClassRelativeTimeFormat)
	if err != nil {
		return heap.Undefined, err
	}
	opt, resolved, err := resolveOptions(rt, c.Arg(0), c.Arg(1), coerceOptionsToObject, nil, numberingKey)
	if err != nil {
		return heap.Undefined, err
	}
	style, err := opt.index("style", listStyles...)
	if err != nil {
		return heap.Undefined, err
	}
	numeric, err := opt.index("numeric", relativeNumerics...)
	if err != nil {
		return heap.Undefined, err
	}
	h := rt.Heap
	h.SetInternal(o, relativeTimeLocale, h.NewString(resolved.locale).Value())
	h.SetInternal(o, relativeTimeNumbering, h.InternGo(resolved.values[0]))
	h.SetInternal(o, relativeTimeStyle, heap.Int(int32(style)))
	h.SetInternal(o, relativeTimeNumeric, heap.Int(int32(numeric)))
	return o.Value(), nil
}

// thisRelativeTimeFormat is the this value, which has to be an Intl.RelativeTimeFormat.
func thisRelativeTimeFormat(c *object.Call) (*heap.Object, error) {
	if c.This.IsObject() && c.This.Object().Class() == heap.ClassRelativeTimeFormat {
		return c.This.Object(), nil
	}
	return nil, c.RT.TypeError("%s is not an Intl.RelativeTimeFormat", c.RT.Describe(c.This))
}

// relativeTimeResolvedOptions is Intl.RelativeTimeFormat.prototype.resolvedOptions
// (sec-intl.relativetimeformat.prototype.resolvedoptions).
func relativeTimeResolvedOptions(c *object.Call) (heap.Value, error) {
	o, err := thisRelativeTimeFormat(c)
	if err != nil {
		return heap.Undefined, err
	}
	h := c.RT.Heap
	return newRecord(c.RT, field{"locale", o.Internal(relativeTimeLocale)},
		field{"style", h.InternGo(listStyles[o.Internal(relativeTimeStyle).AsInt()])},
		field{"numeric", h.InternGo(relativeNumerics[o.Internal(relativeTimeNumeric).AsInt()])},
		field{"numberingSystem", o.Internal(relativeTimeNumbering)})
}

// partitionRelativeTimePattern is what format and formatToParts have in common, with
// PartitionRelativeTimePattern (sec-PartitionRelativeTimePattern).
func partitionRelativeTimePattern(c *object.Call, out *relfmt.Output) (unit relfmt.Unit, err error) {
	rt := c.RT
	o, err := thisRelativeTimeFormat(c)
	if err != nil {
		return 0, err
	}
	x, err := rt.ToNumber(c.Arg(0))
	if err != nil {
		return 0, err
	}
	name, err := toText(rt, c.Arg(1))
	if err != nil {
		return 0, err
	}
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return 0, rt.RangeError("Invalid number for Intl.RelativeTimeFormat: %v", x)
	}
	unit, ok := relfmt.ByName(name)
	if !ok {
		return 0, rt.RangeError("Invalid unit argument for Intl.RelativeTimeFormat: '%s'", clip(name))
	}
	locale := dataLocale(o.Internal(relativeTimeLocale).Str().Go(rt.Heap))
	f := relfmt.New(locale, o.Internal(relativeTimeNumbering).Str().Go(rt.Heap), relfmt.Style(o.Internal(relativeTimeStyle).AsInt()))
	f.Format(out, x, unit, o.Internal(relativeTimeNumeric).AsInt() != 0)
	return unit, nil
}

// relativeTimeFormat is Intl.RelativeTimeFormat.prototype.format
// (sec-Intl.RelativeTimeFormat.prototype.format).
func relativeTimeFormat(c *object.Call) (heap.Value, error) {
	var out relfmt.Output
	if _, err := partitionRelativeTimePattern(c, &out); err != nil {
		return heap.Undefined, err
	}
	text := out.Before
	if out.HasNumber {
		text += string(out.Number.Text) + out.Behind
	}
	return c.RT.Heap.NewString(text).Value(), nil
}

// relativeTimeFormatToParts is Intl.RelativeTimeFormat.prototype.formatToParts
// (sec-Intl.RelativeTimeFormat.prototype.formatToParts), with MakePartsList (sec-makepartslist).
func relativeTimeFormatToParts(c *object.Call) (heap.Value, error) {
	var out relfmt.Output
	unit, err := partitionRelativeTimePattern(c, &out)
	if err != nil {
		return heap.Undefined, err
	}
	parts := make([]unitPart, 0, 8)
	if out.Before != "" {
		parts = append(parts, unitPart{kind: "literal", value: out.Before})
	}
	if out.HasNumber {
		for _, p := range out.Number.Parts() {
			parts = append(parts, unitPart{p.Kind.String(), p.Text, unit.String()})
		}
		if out.Behind != "" {
			parts = append(parts, unitPart{kind: "literal", value: out.Behind})
		}
	}
	return unitPartsToArray(c.RT, parts)
}

// unitPart is a part of a formatted text; unit is empty for one that belongs to none.
type unitPart struct{ kind, value, unit string }

// unitPartsToArray makes the objects of parts.
func unitPartsToArray(rt *object.Runtime, parts []unitPart) (heap.Value, error) {
	array := rt.NewArray()
	for i, p := range parts {
		if err := rt.Step(); err != nil {
			return heap.Undefined, err
		}
		mark := rt.Heap.OpenScope()
		fields := []field{{"type", rt.Heap.InternGo(p.kind)}, {"value", rt.Heap.NewString(p.value).Value()}}
		if p.unit != "" {
			fields = append(fields, field{"unit", rt.Heap.InternGo(p.unit)})
		}
		v, err := newRecord(rt, fields...)
		if err == nil {
			err = rt.CreateDataPropertyOrThrow(array, rt.KeyFromInt(int64(i)), v)
		}
		if err = rt.CloseScope(mark, err); err != nil {
			return heap.Undefined, err
		}
	}
	return array.Value(), nil
}

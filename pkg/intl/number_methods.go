package intl

import (
	"sync"

	"github.com/kilnjs/kiln/internal/numfmt"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// numberScratch is what formatting a number needs for the time of it. Nothing that runs a script or collects happens
// while one is in use, but for the conversion of values, before.
type numberScratch struct {
	x, y numfmt.Decimal
	out  numfmt.Output
}

var numberScratches = sync.Pool{New: func() any { return new(numberScratch) }}

// release gives a scratch back, unless it has become large.
func (s *numberScratch) release() {
	const large = 1 << 10
	if cap(s.out.Text) <= large && s.x.Len() <= large && s.y.Len() <= large {
		numberScratches.Put(s)
	}
}

// formatNumericRow is the Number format functions (sec-number-format-functions); Data(0) is [[NumberFormat]].
var formatNumericRow = &object.Row{Length: 1, Fn: func(c *object.Call) (heap.Value, error) {
	return formatNumeric(c.RT, c.Data(0).Object(), c.Arg(0))
}}

// numberFormatFormat is get Intl.NumberFormat.prototype.format (sec-intl.numberformat.prototype.format).
func numberFormatFormat(c *object.Call) (heap.Value, error) {
	o, err := unwrapNumberFormat(c)
	if err != nil {
		return heap.Undefined, err
	}
	if o.Internal(numberFormatBound).IsUndefined() {
		f := c.RT.NewHostFunction(c.Realm.HostCode(formatNumericRow), o.Value())
		c.RT.Heap.SetInternal(o, numberFormatBound, f.Value())
	}
	return o.Internal(numberFormatBound), nil
}

// formatNumeric is FormatNumeric (sec-formatnumber) of a value.
func formatNumeric(rt *object.Runtime, o *heap.Object, v heap.Value) (heap.Value, error) {
	s := numberScratches.Get().(*numberScratch)
	defer s.release()
	if err := toIntlMathematicalValue(rt, v, &s.x); err != nil {
		return heap.Undefined, err
	}
	return formatWith(rt, formatterOf(rt, o), s)
}

// formatWith formats x of a scratch.
func formatWith(rt *object.Runtime, f *numfmt.Formatter, s *numberScratch) (heap.Value, error) {
	if err := chargeDigits(rt, s.x.Len()); err != nil {
		return heap.Undefined, err
	}
	f.Format(&s.out, &s.x)
	return textOf(rt, &s.out)
}

// textOf is what was formatted as a string.
func textOf(rt *object.Runtime, out *numfmt.Output) (heap.Value, error) {
	if len(out.Text) > heap.MaxStringLength {
		return heap.Undefined, rt.RangeError("Invalid string length")
	}
	return rt.Heap.NewUTF8(out.Text).Value(), nil
}

// numberFormatFormatToParts is Intl.NumberFormat.prototype.formatToParts
// (sec-intl.numberformat.prototype.formattoparts).
func numberFormatFormatToParts(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, err := numberFormatOf(rt, c.This)
	if err != nil {
		return heap.Undefined, err
	}
	var s numberScratch
	if err := toIntlMathematicalValue(rt, c.Arg(0), &s.x); err != nil {
		return heap.Undefined, err
	}
	if err := chargeDigits(rt, s.x.Len()); err != nil {
		return heap.Undefined, err
	}
	formatterOf(rt, o).Format(&s.out, &s.x)
	return numberParts(rt, s.out.Parts(), false)
}

// numberParts makes the array of parts.
func numberParts(rt *object.Runtime, parts []numfmt.Part, withSource bool) (heap.Value, error) {
	array := rt.NewArray()
	for i, p := range parts {
		if err := rt.Step(); err != nil {
			return heap.Undefined, err
		}
		mark := rt.Heap.OpenScope()
		fields := []field{{"type", rt.Heap.InternGo(p.Kind.String())}, {"value", rt.Heap.NewString(p.Text).Value()}}
		if withSource {
			fields = append(fields, field{"source", rt.Heap.InternGo(p.Source.String())})
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

// numberFormatFormatRange is Intl.NumberFormat.prototype.formatRange
// (sec-intl.numberformat.prototype.formatrange).
func numberFormatFormatRange(c *object.Call) (heap.Value, error) {
	var s numberScratch
	if err := formatNumericRange(c, &s); err != nil {
		return heap.Undefined, err
	}
	return textOf(c.RT, &s.out)
}

// numberFormatFormatRangeToParts is Intl.NumberFormat.prototype.formatRangeToParts
// (sec-intl.numberformat.prototype.formatrangetoparts).
func numberFormatFormatRangeToParts(c *object.Call) (heap.Value, error) {
	var s numberScratch
	if err := formatNumericRange(c, &s); err != nil {
		return heap.Undefined, err
	}
	return numberParts(c.RT, s.out.Parts(), true)
}

// formatNumericRange is what both functions for ranges do (sec-partitionnumberrangepattern).
func formatNumericRange(c *object.Call, s *numberScratch) error {
	rt := c.RT
	o, err := numberFormatOf(rt, c.This)
	if err != nil {
		return err
	}
	if err := toRange(rt, c.Arg(0), c.Arg(1), s); err != nil {
		return err
	}
	formatterOf(rt, o).FormatRange(&s.out, &s.x, &s.y)
	return nil
}

// toRange converts the ends of a range, neither of which may be undefined or NaN.
func toRange(rt *object.Runtime, start, end heap.Value, s *numberScratch) error {
	if start.IsUndefined() || end.IsUndefined() {
		return rt.TypeError("start and end of a range must be given")
	}
	if err := toIntlMathematicalValue(rt, start, &s.x); err != nil {
		return err
	}
	if err := toIntlMathematicalValue(rt, end, &s.y); err != nil {
		return err
	}
	if s.x.IsNaN() || s.y.IsNaN() {
		return rt.RangeError("start and end of a range must be numbers")
	}
	return chargeDigits(rt, 2*(s.x.Len()+s.y.Len()))
}

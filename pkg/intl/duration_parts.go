package intl

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/kilnjs/kiln/internal/numfmt"
	"github.com/kilnjs/kiln/pkg/object"
)

// durationParts makes the parts of a duration.
type durationParts struct {
	*durationFormat
	data     string // the available locale
	duration [durationUnits]float64
	sign     int // DurationSign (sec-durationsign)
	// signDisplayed is set until the sign has been displayed.
	signDisplayed bool

	value numfmt.Decimal
	out   numfmt.Output
	list  [][]unitPart
}

// parts is PartitionDurationFormatPattern (sec-partitiondurationformatpattern).
func (f *durationFormat) parts(rt *object.Runtime, duration [durationUnits]float64) ([]unitPart, error) {
	p := durationParts{durationFormat: f, data: dataLocale(f.locale), duration: duration, signDisplayed: true}
	for _, v := range duration {
		if v != 0 {
			p.sign = 1
			if v < 0 {
				p.sign = -1
			}
			break
		}
	}
	for unit, u := range f.units {
		if u.style.isNumeric() {
			p.numericUnits(unit)
			break
		}
		isLast := unit+1 < durationUnits && f.units[unit+1].style == unitFractional // NextUnitFractional
		p.unit(unit, u, isLast)
		if isLast {
			break
		}
	}
	return p.listFormatParts(rt)
}

// unit appends a unit with its name; those that follow are its fraction where that is so.
func (p *durationParts) unit(unit int, u durationUnitOptions, withFraction bool) {
	isZero := p.setValue(unit, withFraction)
	if isZero && !u.always {
		return
	}
	o := numfmt.Default(p.data, p.numberingSystem)
	if withFraction {
		p.setFraction(&o)
	}
	o.Style, o.Unit, o.UnitDisplay = numfmt.UnitStyle, strings.TrimSuffix(durationUnitNames[unit], "s"), durationWidths[u.style]
	p.list = append(p.list, p.format(nil, unit, &o, isZero))
}

var durationWidths = [...]numfmt.Width{unitLong: numfmt.Long, unitShort: numfmt.Short, unitNarrow: numfmt.Narrow}

// setFraction says how many digits of a fraction there are.
func (p *durationParts) setFraction(o *numfmt.Options) {
	o.Digits.MinFraction, o.Digits.MaxFraction, o.Digits.Mode = 0, 9, numfmt.Trunc
	if p.fractionalDigits >= 0 {
		o.Digits.MinFraction, o.Digits.MaxFraction = p.fractionalDigits, p.fractionalDigits
	}
}

// numericUnits is FormatNumericUnits (sec-formatnumericunits).
func (p *durationParts) numericUnits(first int) {
	var parts []unitPart
	isThere := func(unit int) bool { return p.units[unit].always || !p.setValue(unit, unit == unitSeconds) }
	seconds := isThere(unitSeconds)
	hours := first == unitHours && isThere(unitHours)
	minutes := first <= unitMinutes && (hours && seconds || isThere(unitMinutes))
	if hours {
		parts = p.numericUnit(parts, unitHours, false)
	}
	if minutes {
		parts = p.numericUnit(parts, unitMinutes, hours)
	}
	if seconds {
		parts = p.numericUnit(parts, unitSeconds, minutes)
	}
	if len(parts) > 0 {
		p.list = append(p.list, parts)
	}
}

// numericUnit is FormatNumericHours (sec-formatnumerichours), FormatNumericMinutes (sec-formatnumericminutes) and
// FormatNumericSeconds (sec-formatnumericseconds).
func (p *durationParts) numericUnit(parts []unitPart, unit int, separated bool) []unitPart {
	if separated {
		parts = append(parts, unitPart{kind: "literal", value: numfmt.TimeSeparator(p.data, p.numberingSystem)})
	}
	o := numfmt.Default(p.data, p.numberingSystem)
	o.Grouping = numfmt.GroupingNever
	if p.units[unit].style == unit2Digit {
		o.Digits.MinInteger = 2
	}
	if unit == unitSeconds {
		p.setFraction(&o)
	}
	isZero := p.setValue(unit, unit == unitSeconds)
	// Seconds have no negative zero: where they alone are displayed, their sign is that of the duration.
	return p.format(parts, unit, &o, isZero && unit != unitSeconds)
}

// format appends the parts of the value, which is that of a unit. The first one has the sign of the
// duration, even if it is zero.
func (p *durationParts) format(parts []unitPart, unit int, o *numfmt.Options, isZero bool) []unitPart {
	if !p.signDisplayed {
		o.Sign = numfmt.SignNever
	} else if isZero && p.sign < 0 {
		p.value.SetFloat64(math.Copysign(0, -1))
	}
	p.signDisplayed = false
	numfmt.New(*o).Format(&p.out, &p.value)
	name := strings.TrimSuffix(durationUnitNames[unit], "s")
	for _, part := range p.out.Parts() {
		parts = append(parts, unitPart{part.Kind.String(), part.Text, name})
	}
	return parts
}

// setValue sets the value to that of a unit, with ComputeFractionalDigits (sec-computefractionaldigits) if those that
// follow are its fraction; isZero tells whether it is zero. Sums are exact: they are integers of the last unit.
func (p *durationParts) setValue(unit int, withFraction bool) (isZero bool) {
	last := unit
	if withFraction {
		for last+1 < durationUnits && p.units[last+1].style == unitFractional {
			last++
		}
	}
	exponent := -3 * (last - unit)
	estimate := 0.0
	for i := unit; i <= last; i++ {
		estimate = estimate*1000 + math.Abs(p.duration[i])
	}
	var digits []byte
	if estimate < 1<<62 {
		n := int64(0)
		for i := unit; i <= last; i++ {
			n = n*1000 + int64(math.Abs(p.duration[i]))
		}
		var buffer [20]byte
		digits = strconv.AppendInt(buffer[:0], n, 10)
	} else {
		sum, thousand := new(big.Int), big.NewInt(1000)
		for i := unit; i <= last; i++ {
			n, _ := big.NewFloat(math.Abs(p.duration[i])).Int(nil)
			sum.Add(sum.Mul(sum, thousand), n)
		}
		digits = sum.Append(nil, 10)
	}
	p.value.SetDigits(p.sign < 0, digits, exponent)
	if estimate == 0 {
		p.value.SetInt64(0)
	}
	return estimate == 0
}

// listFormatParts is ListFormatParts (sec-listformatparts).
func (p *durationParts) listFormatParts(rt *object.Runtime) ([]unitPart, error) {
	style := p.style
	if style == durationDigital {
		style = int(unitShort)
	}
	texts := make([]string, len(p.list))
	for i, parts := range p.list {
		for _, part := range parts {
			texts[i] += part.value
		}
	}
	formatted, err := createPartsFromList(rt, p.data, "unit"+listStyleNames[style], texts)
	if err != nil {
		return nil, err
	}
	var flat []unitPart
	next := 0
	for _, part := range formatted {
		if !part.isElement {
			flat = append(flat, unitPart{kind: "literal", value: part.value})
			continue
		}
		flat = append(flat, p.list[next]...)
		next++
	}
	return flat, nil
}

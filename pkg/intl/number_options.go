package intl

import (
	"math"
	"slices"

	"github.com/kilnjs/kiln/internal/numfmt"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// The values of options that are names of numfmt's constants, in their order.
var (
	roundingModes = []string{
		"halfExpand", "ceil", "floor", "expand", "trunc", "halfCeil", "halfFloor", "halfTrunc", "halfEven",
	}
	roundingPriorities   = []string{"auto", "morePrecision", "lessPrecision"}
	trailingZeroDisplays = []string{"auto", "stripIfInteger"}
	notations            = []string{"standard", "scientific", "engineering", "compact"}
	compactDisplays      = []string{"short", "long"}
)

// roundingIncrements are the values of the option roundingIncrement.
var roundingIncrements = []int{1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000}

// digitOptions are the internal slots that SetNumberFormatDigitOptions sets. Fields of Digits that are undefined are
// noDigits.
type digitOptions struct {
	numfmt.Digits
	priority int // [[ComputedRoundingPriority]], an index of roundingPriorities
}

// noDigits is an undefined slot.
const noDigits = -1

// defaultNumberOption is DefaultNumberOption (sec-defaultnumberoption).
func (o *options) defaultNumberOption(name string, v heap.Value, least, most, fallback int) (int, error) {
	if v.IsUndefined() {
		return fallback, nil
	}
	x, err := o.rt.ToNumber(v)
	if err != nil {
		return 0, err
	}
	if !(float64(least) <= x && x <= float64(most)) {
		return 0, o.rt.RangeError("%s value is out of range.", name)
	}
	return int(math.Floor(x)), nil
}

// number is GetNumberOption (sec-getnumberoption).
func (o *options) number(name string, least, most, fallback int) (int, error) {
	v, err := o.get(name)
	if err != nil {
		return 0, err
	}
	return o.defaultNumberOption(name, v, least, most, fallback)
}

// setNumberFormatDigitOptions is SetNumberFormatDigitOptions (sec-setnumberformatdigitoptions).
func (o *options) setNumberFormatDigitOptions(d *digitOptions, mnfdDefault, mxfdDefault int, isCompact bool) error {
	rt := o.rt
	mnid, err := o.number("minimumIntegerDigits", 1, 21, 1)
	if err != nil {
		return err
	}
	var given [4]heap.Value // kept alive by the scope of the call
	for i, name := range [...]string{"minimumFractionDigits", "maximumFractionDigits", "minimumSignificantDigits", "maximumSignificantDigits"} {
		if given[i], err = o.get(name); err != nil {
			return err
		}
	}
	mnfd, mxfd, mnsd, mxsd := given[0], given[1], given[2], given[3]
	increment, err := o.number("roundingIncrement", 1, 5000, 1)
	if err != nil {
		return err
	}
	if !slices.Contains(roundingIncrements, increment) {
		return rt.RangeError("roundingIncrement value is out of range.")
	}
	mode, err := o.index("roundingMode", roundingModes...)
	if err != nil {
		return err
	}
	if d.priority, err = o.index("roundingPriority", roundingPriorities...); err != nil {
		return err
	}
	trailing, err := o.index("trailingZeroDisplay", trailingZeroDisplays...)
	if err != nil {
		return err
	}
	if increment != 1 {
		mxfdDefault = mnfdDefault
	}
	d.Digits = numfmt.Digits{
		MinInteger: mnid, MinFraction: noDigits, MaxFraction: noDigits, MinSignificant: noDigits, MaxSignificant: noDigits,
		Increment: increment, Mode: numfmt.RoundingMode(mode), StripIfInteger: trailing == 1,
	}
	hasSd := !mnsd.IsUndefined() || !mxsd.IsUndefined()
	hasFd := !mnfd.IsUndefined() || !mxfd.IsUndefined()
	needSd, needFd := true, true
	if d.priority == 0 {
		needSd = hasSd
		needFd = !needSd && (hasFd || !isCompact)
	}
	if needSd {
		d.MinSignificant, d.MaxSignificant = 1, 21
		if hasSd {
			if d.MinSignificant, err = o.defaultNumberOption("minimumSignificantDigits", mnsd, 1, 21, 1); err != nil {
				return err
			}
			if d.MaxSignificant, err = o.defaultNumberOption("maximumSignificantDigits", mxsd, d.MinSignificant, 21, 21); err != nil {
				return err
			}
		}
	}
	if needFd {
		d.MinFraction, d.MaxFraction = mnfdDefault, mxfdDefault
		if hasFd {
			if err := o.fractionDigits(d, mnfd, mxfd, mnfdDefault, mxfdDefault); err != nil {
				return err
			}
		}
	}
	switch {
	case !needSd && !needFd:
		d.MinFraction, d.MaxFraction, d.MinSignificant, d.MaxSignificant = 0, 0, 1, 2
		d.Rounding, d.priority = numfmt.MorePrecision, 1
	case d.priority == 1:
		d.Rounding = numfmt.MorePrecision
	case d.priority == 2:
		d.Rounding = numfmt.LessPrecision
	case hasSd:
		d.Rounding = numfmt.SignificantDigits
	default:
		d.Rounding = numfmt.FractionDigits
	}
	if increment != 1 {
		if d.Rounding != numfmt.FractionDigits {
			return rt.TypeError("roundingIncrement cannot be used with significant digits or a rounding priority")
		}
		if d.MaxFraction != d.MinFraction {
			return rt.RangeError("with roundingIncrement, maximumFractionDigits and minimumFractionDigits must be equal")
		}
	}
	return nil
}

// fractionDigits are the steps of SetNumberFormatDigitOptions for limits of fraction digits that are given.
func (o *options) fractionDigits(d *digitOptions, mnfd, mxfd heap.Value, mnfdDefault, mxfdDefault int) error {
	least, err := o.defaultNumberOption("minimumFractionDigits", mnfd, 0, 100, noDigits)
	if err != nil {
		return err
	}
	most, err := o.defaultNumberOption("maximumFractionDigits", mxfd, 0, 100, noDigits)
	if err != nil {
		return err
	}
	switch {
	case least == noDigits:
		least = min(mnfdDefault, most)
	case most == noDigits:
		most = max(mxfdDefault, least)
	case least > most:
		return o.rt.RangeError("maximumFractionDigits value is out of range.")
	}
	d.MinFraction, d.MaxFraction = least, most
	return nil
}

// Digit options are two slots: the first has the limits, undefined ones as the largest value of their bits.
const (
	integerBits     = 5
	fractionBits    = 7
	significantBits = 5
)

// packer puts small numbers into a slot.
type packer struct {
	bits  uint32
	shift uint
}

func (p *packer) put(x int, width uint) {
	p.bits |= uint32(x) & (1<<width - 1) << p.shift
	p.shift += width
}

func (p *packer) take(width uint) int {
	x := int(p.bits >> p.shift & (1<<width - 1))
	p.shift += width
	return x
}

// takeDigits is take of a limit that may be undefined.
func (p *packer) takeDigits(width uint) int {
	x := p.take(width)
	if x == 1<<width-1 {
		return noDigits
	}
	return x
}

func (p *packer) value() heap.Value { return heap.Int(int32(p.bits)) }

func unpack(v heap.Value) packer { return packer{bits: uint32(v.AsInt())} }

// pack makes the slots.
func (d *digitOptions) pack() (limits, rounding heap.Value) {
	var l, r packer
	l.put(d.MinInteger, integerBits)
	l.put(d.MinFraction, fractionBits)
	l.put(d.MaxFraction, fractionBits)
	l.put(d.MinSignificant, significantBits)
	l.put(d.MaxSignificant, significantBits)
	r.put(int(d.Rounding), 2)
	r.put(slices.Index(roundingIncrements, d.Increment), 4)
	r.put(int(d.Mode), 4)
	r.put(d.priority, 2)
	if d.StripIfInteger {
		r.put(1, 1)
	}
	return l.value(), r.value()
}

// unpackDigits reads the slots.
func unpackDigits(limits, rounding heap.Value) (d digitOptions) {
	l, r := unpack(limits), unpack(rounding)
	d.MinInteger = l.take(integerBits)
	d.MinFraction, d.MaxFraction = l.takeDigits(fractionBits), l.takeDigits(fractionBits)
	d.MinSignificant, d.MaxSignificant = l.takeDigits(significantBits), l.takeDigits(significantBits)
	d.Rounding = numfmt.RoundingType(r.take(2))
	d.Increment = roundingIncrements[r.take(4)]
	d.Mode = numfmt.RoundingMode(r.take(4))
	d.priority = r.take(2)
	d.StripIfInteger = r.take(1) == 1
	return d
}

// limits are the properties of resolvedOptions for limits of digits.
func (d *digitOptions) limits() (list []field) {
	for _, l := range [...]struct {
		name  string
		value int
	}{
		{"minimumIntegerDigits", d.MinInteger},
		{"minimumFractionDigits", d.MinFraction},
		{"maximumFractionDigits", d.MaxFraction},
		{"minimumSignificantDigits", d.MinSignificant},
		{"maximumSignificantDigits", d.MaxSignificant},
	} {
		if l.value != noDigits {
			list = append(list, field{l.name, heap.Int(int32(l.value))})
		}
	}
	return list
}

// rounding are the properties of resolvedOptions for rounding.
func (d *digitOptions) rounding(rt *object.Runtime) []field {
	trailing := 0
	if d.StripIfInteger {
		trailing = 1
	}
	return []field{
		{"roundingIncrement", heap.Int(int32(d.Increment))},
		{"roundingMode", rt.Heap.InternGo(roundingModes[d.Mode])},
		{"roundingPriority", rt.Heap.InternGo(roundingPriorities[d.priority])},
		{"trailingZeroDisplay", rt.Heap.InternGo(trailingZeroDisplays[trailing])},
	}
}

package intl

import (
	"slices"
	"strings"

	"github.com/kilnjs/kiln/internal/numfmt"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var (
	idNumberFormat          = object.NewIntrinsic()
	idNumberFormatPrototype = object.NewIntrinsic()
)

// The internal slots of an Intl.NumberFormat.
const (
	numberFormatLocale    = iota
	numberFormatNumbering // [[NumberingSystem]]
	numberFormatSubject   // [[Currency]] or [[Unit]], else undefined
	numberFormatChoices   // options with a few values, packed (see numberChoices)
	numberFormatLimits    // digitOptions
	numberFormatRounding
	numberFormatHint  // where numfmt may still have the formatter
	numberFormatBound // [[BoundFormat]]
)

var (
	numberStyles     = []string{"decimal", "percent", "currency", "unit"}
	currencyDisplays = []string{"symbol", "narrowSymbol", "code", "name"}
	currencySigns    = []string{"standard", "accounting"}
	unitDisplays     = []string{"short", "narrow", "long"}
	signDisplays     = []string{"auto", "never", "always", "exceptZero", "negative"}
	groupings        = []string{"", "auto", "min2", "always"} // the first is false
)

// numberChoices are the slots with a few values: each an index in the list of its names.
type numberChoices struct {
	style, currencyDisplay, currencySign, unitDisplay, notation, compactDisplay, grouping, sign int
}

// fields are the choices with the bits that each has in its slot.
func (n *numberChoices) fields(f func(choice *int, width uint)) {
	f(&n.style, 2)
	f(&n.currencyDisplay, 2)
	f(&n.currencySign, 1)
	f(&n.unitDisplay, 2)
	f(&n.notation, 2)
	f(&n.compactDisplay, 1)
	f(&n.grouping, 2)
	f(&n.sign, 3)
}

// numberFormatGroup declares %Intl.NumberFormat% and its prototype
// (sec-intl-numberformat-constructor).
var numberFormatGroup = &object.Group{
	Name:  "NumberFormat",
	Fn:    newNumberFormat,
	Ctor:  idNumberFormat,
	Proto: idNumberFormatPrototype,
	Lazy: func() (static, rows []object.Row) {
		static = []object.Row{{Name: "supportedLocalesOf", Length: 1, Fn: supportedLocalesOf}}
		rows = []object.Row{
			{Name: "resolvedOptions", Fn: numberFormatResolvedOptions},
			{Name: "format", Get: numberFormatFormat},
			{Name: "formatRange", Length: 2, Fn: numberFormatFormatRange},
			{Name: "formatRangeToParts", Length: 2, Fn: numberFormatFormatRangeToParts},
			{Name: "formatToParts", Length: 1, Fn: numberFormatFormatToParts},
			{Name: "@@toStringTag", Str: "Intl.NumberFormat", Flags: object.RowString},
		}
		return static, rows
	},
}

// newNumberFormat is Intl.NumberFormat (sec-intl.numberformat).
func newNumberFormat(c *object.Call) (heap.Value, error) {
	rt := c.RT
	newTarget := c.NewTarget
	if newTarget.IsUndefined() {
		newTarget = c.Callee.Value()
	}
	o, err := rt.OrdinaryCreateFromConstructor(newTarget, idNumberFormatPrototype, heap.ClassNumberFormat)
	if err != nil {
		return heap.Undefined, err
	}
	if err := initializeNumberFormat(rt, o, c.Arg(0), c.Arg(1)); err != nil {
		return heap.Undefined, err
	}
	return chainFormat(c, o, idNumberFormat)
}

// initializeNumberFormat sets the slots.
func initializeNumberFormat(rt *object.Runtime, o *heap.Object, locales, options heap.Value) error {
	opt, resolved, err := resolveOptions(rt, locales, options, coerceOptionsToObject, nil, numberingKey)
	if err != nil {
		return err
	}
	var n numberChoices
	subject, err := opt.setNumberFormatUnitOptions(&n)
	if err != nil {
		return err
	}
	if n.notation, err = opt.index("notation", notations...); err != nil {
		return err
	}
	isCompact := n.notation == int(numfmt.Compact)
	mnfd, mxfd := 0, 3
	switch {
	case n.style == int(numfmt.CurrencyStyle) && n.notation == int(numfmt.Standard):
		mnfd = numfmt.CurrencyDigits(subject)
		mxfd = mnfd
	case n.style == int(numfmt.PercentStyle):
		mxfd = 0
	}
	var digits digitOptions
	if err := opt.setNumberFormatDigitOptions(&digits, mnfd, mxfd, isCompact); err != nil {
		return err
	}
	compact, err := opt.index("compactDisplay", compactDisplays...)
	if err != nil {
		return err
	}
	byDefault := int(numfmt.GroupingAuto)
	if isCompact {
		n.compactDisplay, byDefault = compact, int(numfmt.GroupingMin2)
	}
	if n.grouping, err = opt.useGrouping(byDefault); err != nil {
		return err
	}
	if n.sign, err = opt.index("signDisplay", signDisplays...); err != nil {
		return err
	}
	h := rt.Heap
	var choices packer
	n.fields(func(choice *int, width uint) { choices.put(*choice, width) })
	limits, rounding := digits.pack()
	h.SetInternal(o, numberFormatLocale, h.NewString(resolved.locale).Value())
	h.SetInternal(o, numberFormatNumbering, h.InternGo(resolved.values[0]))
	h.SetInternal(o, numberFormatChoices, choices.value())
	h.SetInternal(o, numberFormatLimits, limits)
	h.SetInternal(o, numberFormatRounding, rounding)
	h.SetInternal(o, numberFormatHint, heap.Int(0))
	h.SetInternal(o, numberFormatBound, heap.Undefined)
	h.SetInternal(o, numberFormatSubject, heap.Undefined)
	if subject != "" {
		h.SetInternal(o, numberFormatSubject, h.InternGo(subject))
	}
	return nil
}

// setNumberFormatUnitOptions is SetNumberFormatUnitOptions (sec-setnumberformatunitoptions); the subject is the
// currency or the unit.
func (o *options) setNumberFormatUnitOptions(n *numberChoices) (subject string, err error) {
	if n.style, err = o.index("style", numberStyles...); err != nil {
		return "", err
	}
	isCurrency, isUnit := n.style == int(numfmt.CurrencyStyle), n.style == int(numfmt.UnitStyle)
	currency, given, err := o.text("currency")
	switch {
	case err != nil:
		return "", err
	case !given && isCurrency:
		return "", o.rt.TypeError("Currency code is required with currency style.")
	case given && !isWellFormedCurrencyCode(currency):
		return "", o.rt.RangeError("Invalid currency code : %s", clip(currency))
	}
	display, err := o.index("currencyDisplay", currencyDisplays...)
	if err != nil {
		return "", err
	}
	sign, err := o.index("currencySign", currencySigns...)
	if err != nil {
		return "", err
	}
	unit, given, err := o.text("unit")
	switch {
	case err != nil:
		return "", err
	case !given && isUnit:
		return "", o.rt.TypeError("Unit is required with unit style.")
	case given && !isWellFormedUnitIdentifier(unit):
		return "", o.rt.RangeError("Invalid unit argument for Intl.NumberFormat() '%s'", clip(unit))
	}
	width, err := o.index("unitDisplay", unitDisplays...)
	switch {
	case err != nil:
		return "", err
	case isCurrency:
		n.currencyDisplay, n.currencySign = display, sign
		return strings.ToUpper(currency), nil
	case isUnit:
		n.unitDisplay = width
		return unit, nil
	}
	return "", nil
}

// useGrouping is GetBooleanOrStringNumberFormatOption (sec-getbooleanorstringnumberformatoption) as Intl.NumberFormat
// uses it.
func (o *options) useGrouping(byDefault int) (int, error) {
	v, err := o.get("useGrouping")
	switch {
	case err != nil || v.IsUndefined():
		return byDefault, err
	case v == heap.True:
		return int(numfmt.GroupingAlways), nil
	case !object.ToBoolean(v):
		return int(numfmt.GroupingNever), nil
	}
	s, err := toText(o.rt, v)
	if err != nil {
		return 0, err
	}
	if s == "true" || s == "false" {
		return byDefault, nil
	}
	if i := slices.Index(groupings[1:], s); i >= 0 {
		return i + 1, nil
	}
	return 0, o.invalid("useGrouping", s, true, nil)
}

// isWellFormedCurrencyCode is IsWellFormedCurrencyCode (sec-iswellformedcurrencycode).
func isWellFormedCurrencyCode(s string) bool {
	return len(s) == 3 && !strings.ContainsFunc(s, func(r rune) bool { return (r|0x20) < 'a' || (r|0x20) > 'z' })
}

// isWellFormedUnitIdentifier is IsWellFormedUnitIdentifier (sec-iswellformedunitidentifier).
func isWellFormedUnitIdentifier(s string) bool {
	numerator, denominator, isRatio := strings.Cut(s, "-per-")
	return isSanctionedUnit(numerator) && (!isRatio || isSanctionedUnit(denominator))
}

// isSanctionedUnit is IsSanctionedSingleUnitIdentifier (sec-issanctionedsingleunitidentifier).
func isSanctionedUnit(s string) bool { return slices.Contains(strings.Fields(units), s) }

// numberFormatOf is a value that has to be an Intl.NumberFormat.
func numberFormatOf(rt *object.Runtime, v heap.Value) (*heap.Object, error) {
	if v.IsObject() && v.Object().Class() == heap.ClassNumberFormat {
		return v.Object(), nil
	}
	return nil, rt.TypeError("%s is not an Intl.NumberFormat", rt.Describe(v))
}

// unwrapNumberFormat is UnwrapNumberFormat (sec-unwrapnumberformat) of the this value.
func unwrapNumberFormat(c *object.Call) (*heap.Object, error) {
	v, err := unwrapFormat(c, idNumberFormat, heap.ClassNumberFormat)
	if err != nil {
		return nil, err
	}
	return numberFormatOf(c.RT, v)
}

// numberFormatResolvedOptions is Intl.NumberFormat.prototype.resolvedOptions
// (sec-intl.numberformat.prototype.resolvedoptions).
func numberFormatResolvedOptions(c *object.Call) (heap.Value, error) {
	o, err := unwrapNumberFormat(c)
	if err != nil {
		return heap.Undefined, err
	}
	rt := c.RT
	var n numberChoices
	choices := unpack(o.Internal(numberFormatChoices))
	n.fields(func(choice *int, width uint) { *choice = choices.take(width) })
	digits := unpackDigits(o.Internal(numberFormatLimits), o.Internal(numberFormatRounding))
	name := func(list []string, i int) heap.Value { return rt.Heap.InternGo(list[i]) }
	fields := []field{
		{"locale", o.Internal(numberFormatLocale)},
		{"numberingSystem", o.Internal(numberFormatNumbering)},
		{"style", name(numberStyles, n.style)},
	}
	subject := o.Internal(numberFormatSubject)
	switch numfmt.Style(n.style) {
	case numfmt.CurrencyStyle:
		fields = append(fields, field{"currency", subject}, field{"currencyDisplay", name(currencyDisplays, n.currencyDisplay)},
			field{"currencySign", name(currencySigns, n.currencySign)})
	case numfmt.UnitStyle:
		fields = append(fields, field{"unit", subject}, field{"unitDisplay", name(unitDisplays, n.unitDisplay)})
	}
	fields = append(fields, digits.limits()...)
	grouping := heap.False
	if n.grouping != int(numfmt.GroupingNever) {
		grouping = name(groupings, n.grouping)
	}
	fields = append(fields, field{"useGrouping", grouping}, field{"notation", name(notations, n.notation)})
	if n.notation == int(numfmt.Compact) {
		fields = append(fields, field{"compactDisplay", name(compactDisplays, n.compactDisplay)})
	}
	fields = append(fields, field{"signDisplay", name(signDisplays, n.sign)})
	return newRecord(rt, append(fields, digits.rounding(rt)...)...)
}

// formatterOf is the formatter of an Intl.NumberFormat. The slot with the hint is read by nobody else: whatever it says, the
// formatter that it leads to is compared with all that decides about the result.
func formatterOf(rt *object.Runtime, o *heap.Object) *numfmt.Formatter {
	if f := numfmt.At(int(o.Internal(numberFormatHint).AsInt())); f != nil && isFormatterOf(rt, o, f) {
		return f
	}
	options := numfmt.Options{
		Locale:          dataLocale(o.Internal(numberFormatLocale).Str().Go(rt.Heap)),
		NumberingSystem: o.Internal(numberFormatNumbering).Str().Go(rt.Heap),
		Digits:          unpackDigits(o.Internal(numberFormatLimits), o.Internal(numberFormatRounding)).Digits,
	}
	var n numberChoices
	choices := unpack(o.Internal(numberFormatChoices))
	n.fields(func(choice *int, width uint) { *choice = choices.take(width) })
	options.Style, options.Notation = numfmt.Style(n.style), numfmt.Notation(n.notation)
	options.CurrencyDisplay, options.Accounting = numfmt.CurrencyDisplay(n.currencyDisplay), n.currencySign == 1
	options.UnitDisplay, options.CompactLong = numfmt.Width(n.unitDisplay), n.compactDisplay == 1
	options.Grouping, options.Sign = numfmt.Grouping(n.grouping), numfmt.SignDisplay(n.sign)
	if subject := o.Internal(numberFormatSubject); subject.IsString() {
		if text := subject.Str().Go(rt.Heap); options.Style == numfmt.UnitStyle {
			options.Unit = text
		} else {
			options.Currency = text
		}
	}
	options.Key = numberKey(o)
	f, hint := numfmt.Keep(options)
	rt.Heap.SetInternal(o, numberFormatHint, heap.Int(int32(hint)))
	return f
}

// numberKey is what the slots with packed options hold.
func numberKey(o *heap.Object) [3]int32 {
	return [3]int32{o.Internal(numberFormatChoices).AsInt(), o.Internal(numberFormatLimits).AsInt(), o.Internal(numberFormatRounding).AsInt()}
}

// isFormatterOf reports whether a formatter is what the slots ask for.
func isFormatterOf(rt *object.Runtime, o *heap.Object, f *numfmt.Formatter) bool {
	options := f.Options()
	if options.Key != numberKey(o) || !isText(rt, o.Internal(numberFormatNumbering), options.NumberingSystem) {
		return false
	}
	// The tag is that of the data, with the extension -u-nu- perhaps.
	if !isTagOf(rt, o.Internal(numberFormatLocale), options.Locale) {
		return false
	}
	subject := o.Internal(numberFormatSubject)
	return subject.IsUndefined() || isText(rt, subject, options.Unit+options.Currency)
}

// dataLocale is a tag without its extension.
func dataLocale(tag string) string {
	locale, _, _ := strings.Cut(tag, "-u-")
	return locale
}

// isText reports whether a flat string of one byte per unit is a text.
func isText(rt *object.Runtime, v heap.Value, text string) bool {
	return string(v.Str().Flat(rt.Heap).Latin1()) == text
}

// isTagOf reports whether a tag is that of an available locale, with or without extension.
func isTagOf(rt *object.Runtime, v heap.Value, locale string) bool {
	tag := v.Str().Flat(rt.Heap).Latin1()
	n := len(locale)
	return len(tag) >= n && string(tag[:n]) == locale && (len(tag) == n || len(tag) > n+2 && string(tag[n:n+3]) == "-u-")
}

package intl

import (
	"github.com/kilnjs/kiln/internal/numfmt"
	"github.com/kilnjs/kiln/internal/plural"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var (
	idPluralRules          = object.NewIntrinsic()
	idPluralRulesPrototype = object.NewIntrinsic()
)

// The internal slots of an Intl.PluralRules.
const (
	pluralRulesLocale  = iota
	pluralRulesChoices // type, notation and compactDisplay, packed
	pluralRulesLimits  // digitOptions
	pluralRulesRounding
	pluralRulesHint // where the formatter was
)

var pluralTypes = []string{"cardinal", "ordinal"}

// pluralRulesGroup declares %Intl.PluralRules% and its prototype (sec-intl-pluralrules-constructor).
var pluralRulesGroup = &object.Group{
	Name:  "PluralRules",
	Fn:    newPluralRules,
	Ctor:  idPluralRules,
	Proto: idPluralRulesPrototype,
	Lazy: func() (static, rows []object.Row) {
		static = []object.Row{{Name: "supportedLocalesOf", Length: 1, Fn: supportedLocalesOf}}
		rows = []object.Row{
			{Name: "resolvedOptions", Fn: pluralRulesResolvedOptions},
			{Name: "select", Length: 1, Fn: pluralRulesSelect},
			{Name: "selectRange", Length: 2, Fn: pluralRulesSelectRange},
			{Name: "@@toStringTag", Str: "Intl.PluralRules", Flags: object.RowString},
		}
		return static, rows
	},
}

// pluralChoices are the options with a few values.
type pluralChoices struct{ kind, notation, compactDisplay int }

// newPluralRules is Intl.PluralRules (sec-intl.pluralrules).
func newPluralRules(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if c.NewTarget.IsUndefined() {
		return heap.Undefined, rt.TypeError("Constructor Intl.PluralRules requires 'new'")
	}
	o, err := rt.OrdinaryCreateFromConstructor(c.NewTarget, idPluralRulesPrototype, heap.ClassPluralRules)
	if err != nil {
		return heap.Undefined, err
	}
	opt, resolved, err := resolveOptions(rt, c.Arg(0), c.Arg(1), coerceOptionsToObject, nil)
	if err != nil {
		return heap.Undefined, err
	}
	var p pluralChoices
	if p.kind, err = opt.index("type", pluralTypes...); err != nil {
		return heap.Undefined, err
	}
	if p.notation, err = opt.index("notation", notations...); err != nil {
		return heap.Undefined, err
	}
	if p.compactDisplay, err = opt.index("compactDisplay", compactDisplays...); err != nil {
		return heap.Undefined, err
	}
	var digits digitOptions
	if err := opt.setNumberFormatDigitOptions(&digits, 0, 3, p.notation == int(numfmt.Compact)); err != nil {
		return heap.Undefined, err
	}
	var choices packer
	choices.put(p.kind, 1)
	choices.put(p.notation, 2)
	choices.put(p.compactDisplay, 1)
	limits, rounding := digits.pack()
	rt.Heap.SetInternal(o, pluralRulesLocale, rt.Heap.NewString(resolved.locale).Value())
	rt.Heap.SetInternal(o, pluralRulesChoices, choices.value())
	rt.Heap.SetInternal(o, pluralRulesLimits, limits)
	rt.Heap.SetInternal(o, pluralRulesRounding, rounding)
	rt.Heap.SetInternal(o, pluralRulesHint, heap.Int(-1))
	return o.Value(), nil
}

// pluralRulesOf is the this value, which has to be an Intl.PluralRules.
func pluralRulesOf(c *object.Call) (*heap.Object, error) {
	if c.This.IsObject() && c.This.Object().Class() == heap.ClassPluralRules {
		return c.This.Object(), nil
	}
	return nil, c.RT.TypeError("%s is not an Intl.PluralRules", c.RT.Describe(c.This))
}

func pluralChoicesOf(o *heap.Object) (p pluralChoices) {
	choices := unpack(o.Internal(pluralRulesChoices))
	p.kind, p.notation, p.compactDisplay = choices.take(1), choices.take(2), choices.take(1)
	return p
}

// pluralRulesResolvedOptions is Intl.PluralRules.prototype.resolvedOptions
// (sec-intl.pluralrules.prototype.resolvedoptions).
func pluralRulesResolvedOptions(c *object.Call) (heap.Value, error) {
	o, err := pluralRulesOf(c)
	if err != nil {
		return heap.Undefined, err
	}
	rt := c.RT
	p := pluralChoicesOf(o)
	digits := unpackDigits(o.Internal(pluralRulesLimits), o.Internal(pluralRulesRounding))
	fields := []field{
		{"locale", o.Internal(pluralRulesLocale)},
		{"type", rt.Heap.InternGo(pluralTypes[p.kind])},
		{"notation", rt.Heap.InternGo(notations[p.notation])},
	}
	if p.notation == int(numfmt.Compact) {
		fields = append(fields, field{"compactDisplay", rt.Heap.InternGo(compactDisplays[p.compactDisplay])})
	}
	var names []string
	for _, category := range rulesOf(o, pluralFormatter(rt, o)).Categories() {
		names = append(names, category.String())
	}
	categories, err := arrayOf(rt, names)
	if err != nil {
		return heap.Undefined, err
	}
	fields = append(append(fields, digits.limits()...), field{"pluralCategories", categories})
	return newRecord(rt, append(fields, digits.rounding(rt)...)...)
}

// rulesOf are the rules of an Intl.PluralRules with that formatter.
func rulesOf(o *heap.Object, f *numfmt.Formatter) *plural.Rules {
	if kind := plural.Kind(pluralChoicesOf(o).kind); kind != plural.Cardinal {
		return plural.Of(f.Options().Locale, kind)
	}
	return f.Plurals()
}

// pluralFormatter is the formatter whose digits decide about the category of a number. The slot with the
// hint is read by nobody else: whatever it says, the formatter that it leads to is compared with all that
// decides about the result.
func pluralFormatter(rt *object.Runtime, o *heap.Object) *numfmt.Formatter {
	key := pluralKey(o)
	if f := numfmt.At(int(o.Internal(pluralRulesHint).AsInt())); f != nil && f.Options().Key == key && isText(rt, o.Internal(pluralRulesLocale), f.Options().Locale) {
		return f
	}
	p := pluralChoicesOf(o)
	options := numfmt.Default(o.Internal(pluralRulesLocale).Str().Go(rt.Heap), "latn")
	options.Notation, options.CompactLong = numfmt.Notation(p.notation), p.compactDisplay == 1
	options.Digits = unpackDigits(o.Internal(pluralRulesLimits), o.Internal(pluralRulesRounding)).Digits
	options.Key = key
	f, hint := numfmt.Keep(options)
	rt.Heap.SetInternal(o, pluralRulesHint, heap.Int(int32(hint)))
	return f
}

// pluralKey is what the slots with packed options hold; the first number is negative, as it is for no
// Intl.NumberFormat.
func pluralKey(o *heap.Object) [3]int32 {
	return [3]int32{^o.Internal(pluralRulesChoices).AsInt(), o.Internal(pluralRulesLimits).AsInt(), o.Internal(pluralRulesRounding).AsInt()}
}

// resolvePlural is ResolvePlural (sec-resolveplural); the text is in the output.
func resolvePlural(f *numfmt.Formatter, rules *plural.Rules, out *numfmt.Output, x *numfmt.Decimal) plural.Category {
	f.Format(out, x)
	return out.Plural(rules)
}

// pluralRulesSelect is Intl.PluralRules.prototype.select (sec-intl.pluralrules.prototype.select).
func pluralRulesSelect(c *object.Call) (heap.Value, error) {
	o, err := pluralRulesOf(c)
	if err != nil {
		return heap.Undefined, err
	}
	rt := c.RT
	s := numberScratches.Get().(*numberScratch)
	defer s.release()
	if err := toIntlMathematicalValue(rt, c.Arg(0), &s.x); err != nil {
		return heap.Undefined, err
	}
	if err := chargeDigits(rt, s.x.Len()); err != nil {
		return heap.Undefined, err
	}
	f := pluralFormatter(rt, o)
	return rt.Heap.InternGo(resolvePlural(f, rulesOf(o, f), &s.out, &s.x).String()), nil
}

// pluralRulesSelectRange is Intl.PluralRules.prototype.selectRange
// (sec-intl.pluralrules.prototype.selectrange), with ResolvePluralRange.
func pluralRulesSelectRange(c *object.Call) (heap.Value, error) {
	o, err := pluralRulesOf(c)
	if err != nil {
		return heap.Undefined, err
	}
	rt := c.RT
	var s numberScratch
	if err := toRange(rt, c.Arg(0), c.Arg(1), &s); err != nil {
		return heap.Undefined, err
	}
	f := pluralFormatter(rt, o)
	rules := rulesOf(o, f)
	start := resolvePlural(f, rules, &s.out, &s.x)
	text := string(s.out.Text)
	end := resolvePlural(f, rules, &s.out, &s.y)
	category := start
	if text != string(s.out.Text) {
		category = plural.Range(o.Internal(pluralRulesLocale).Str().Go(rt.Heap), start, end)
	}
	return rt.Heap.InternGo(category.String()), nil
}

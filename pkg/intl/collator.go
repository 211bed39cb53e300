package intl

import (
	"slices"
	"strings"

	"github.com/kilnjs/kiln/internal/cldr"
	"github.com/kilnjs/kiln/internal/collate"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var (
	idCollator          = object.NewIntrinsic()
	idCollatorPrototype = object.NewIntrinsic()
)

// The internal slots of an Intl.Collator.
const (
	collatorLocale = iota
	collatorCollation
	collatorKind  // a collatorChoices
	collatorBound // [[BoundCompare]]
)

// collatorChoices are an order with [[Usage]], [[Sensitivity]], [[IgnorePunctuation]], [[Numeric]]
// and [[CaseFirst]]: what tells how two texts compare.
type collatorChoices int32

// The parts of collatorChoices: the order is above them.
const (
	choiceSensitivity       = 3
	choiceIgnorePunctuation = 1 << 2
	choiceNumeric           = 1 << 3
	choiceCaseFirstShift    = 4
	choiceCaseFirst         = 3 << choiceCaseFirstShift
	choiceSearch            = 1 << 6
	choiceOrderShift        = 7
)

var (
	collatorUsages        = []string{"sort", "search"}
	collatorSensitivities = []string{"base", "accent", "case", "variant"} // by collate.Sensitivity
	collatorCaseFirst     = []string{"false", "upper", "lower"}           // by collate.CaseFirst
)

func (k collatorChoices) sensitivity() collate.Sensitivity {
	return collate.Sensitivity(k & choiceSensitivity)
}
func (k collatorChoices) has(choice collatorChoices) bool { return k&choice != 0 }
func (k collatorChoices) caseFirst() collate.CaseFirst {
	return collate.CaseFirst(k & choiceCaseFirst >> choiceCaseFirstShift)
}

// collatorGroup declares %Intl.Collator% and its prototype (sec-intl-collator-constructor).
var collatorGroup = &object.Group{
	Name:  "Collator",
	Fn:    newCollator,
	Ctor:  idCollator,
	Proto: idCollatorPrototype,
	Lazy: func() (static, rows []object.Row) {
		static = []object.Row{{Name: "supportedLocalesOf", Length: 1, Fn: supportedLocalesOf}}
		rows = []object.Row{
			{Name: "resolvedOptions", Fn: collatorResolvedOptions},
			{Name: "compare", Get: collatorCompare},
			{Name: "@@toStringTag", Str: "Intl.Collator", Flags: object.RowString},
		}
		return static, rows
	},
}

// newCollator is Intl.Collator (sec-intl.collator).
func newCollator(c *object.Call) (heap.Value, error) {
	newTarget := c.NewTarget
	if newTarget.IsUndefined() {
		newTarget = c.Realm.Intrinsic(idCollator).Value()
	}
	rt := c.RT
	o, err := rt.OrdinaryCreateFromConstructor(newTarget, idCollatorPrototype, heap.ClassCollator)
	if err != nil {
		return heap.Undefined, err
	}
	r, err := resolveCollator(rt, c.Arg(0), c.Arg(1))
	if err != nil {
		return heap.Undefined, err
	}
	rt.Heap.SetInternal(o, collatorLocale, rt.Heap.NewString(r.locale).Value())
	rt.Heap.SetInternal(o, collatorCollation, rt.Heap.InternGo(r.collation))
	rt.Heap.SetInternal(o, collatorKind, heap.Int(int32(r.choices)))
	rt.Heap.SetInternal(o, collatorBound, heap.Undefined)
	return o.Value(), nil
}

// resolvedCollator is what the constructor finds out.
type resolvedCollator struct {
	locale, collation string
	choices           collatorChoices
}

// The relevant extension keys of Intl.Collator, in the order in which options are read.
var (
	collationKey = extensionKey{
		key: "co", read: typeOption("collation"),
		byDefault: func(string) string { return nullValue },
		has:       func(locale, value string) bool { return slices.Contains(collationsOf(locale), value) },
	}
	// Other collations are for sorting.
	noCollationKey = extensionKey{
		key: "co", read: typeOption("collation"),
		byDefault: func(string) string { return nullValue },
		has:       func(string, string) bool { return false },
	}
	numericKey = extensionKey{
		key: "kn", read: func(o *options) (string, bool, error) { return o.flag("numeric") },
		byDefault: func(string) string { return "false" },
		has:       func(_, value string) bool { return value == "true" || value == "false" },
	}
	sortKeys   = []extensionKey{collationKey, numericKey, caseFirstKey("")}
	searchKeys = []extensionKey{noCollationKey, numericKey, caseFirstKey("search")}
)

// caseFirstKey is the key kf, of which the default is that of the collation of a kind.
func caseFirstKey(kind string) extensionKey {
	return extensionKey{
		key: "kf", read: readCaseFirst,
		byDefault: func(locale string) string {
			if collate.Find(locale, kind).CapitalsFirst() {
				return "upper"
			}
			return "false"
		},
		has: func(_, value string) bool { return slices.Contains(collatorCaseFirst, value) },
	}
}

// resolveCollator is the constructor behind the creation of the object.
func resolveCollator(rt *object.Runtime, locales, v heap.Value) (r resolvedCollator, err error) {
	requested, err := canonicalizeLocaleList(rt, locales)
	if err != nil {
		return r, err
	}
	o, err := coerceOptionsToObject(rt, v)
	if err != nil {
		return r, err
	}
	usage, err := o.index("usage", collatorUsages...)
	if err != nil {
		return r, err
	}
	keys := sortKeys
	if collatorUsages[usage] == "search" {
		keys = searchKeys
		r.choices |= choiceSearch
	}
	values, err := o.resolutionOptions(keys)
	if err != nil {
		return r, err
	}
	resolved, err := resolveLocale(rt, requested, keys, values)
	if err != nil {
		return r, err
	}
	r.locale, r.collation = resolved.locale, resolved.values[0]
	kind := r.collation
	if kind == nullValue {
		r.collation, kind = "default", ""
	}
	if r.choices.has(choiceSearch) {
		kind = "search"
	}
	order := collate.Find(resolved.data, kind)
	r.choices |= collatorChoices(order) << choiceOrderShift
	if resolved.values[1] == "true" {
		r.choices |= choiceNumeric
	}
	r.choices |= collatorChoices(slices.Index(collatorCaseFirst, resolved.values[2])) << choiceCaseFirstShift
	// The sensitivity of searching is that of sorting in all locales.
	sensitivity, given, err := o.choice("sensitivity", collatorSensitivities...)
	if err != nil {
		return r, err
	}
	if !given {
		sensitivity = "variant"
	}
	r.choices |= collatorChoices(slices.Index(collatorSensitivities, sensitivity))
	ignore, err := o.get("ignorePunctuation")
	if err != nil {
		return r, err
	}
	if object.ToBoolean(ignore) || ignore.IsUndefined() && order.IgnoresPunctuation() {
		r.choices |= choiceIgnorePunctuation
	}
	return r, nil
}

// collationsOf are the types of collation that a locale has, beside the one that is usual there.
func collationsOf(locale string) []string {
	language, _, _ := strings.Cut(locale, "-")
	types, _ := cldr.Get("collations", language)
	return append(rootCollations(), strings.Fields(types)...)
}

// collatorOf is the this value, which has to be an Intl.Collator.
func collatorOf(c *object.Call) (*heap.Object, error) {
	if c.This.IsObject() && c.This.Object().Class() == heap.ClassCollator {
		return c.This.Object(), nil
	}
	return nil, c.RT.TypeError("%s is not an Intl.Collator", c.RT.Describe(c.This))
}

func choicesOf(o *heap.Object) collatorChoices {
	return collatorChoices(o.Internal(collatorKind).AsInt())
}

// collatorResolvedOptions is Intl.Collator.prototype.resolvedOptions
// (sec-intl.collator.prototype.resolvedoptions).
func collatorResolvedOptions(c *object.Call) (heap.Value, error) {
	o, err := collatorOf(c)
	if err != nil {
		return heap.Undefined, err
	}
	h, choices, usage := c.RT.Heap, choicesOf(o), "sort"
	if choices.has(choiceSearch) {
		usage = "search"
	}
	return newRecord(c.RT, field{"locale", o.Internal(collatorLocale)},
		field{"usage", h.InternGo(usage)},
		field{"sensitivity", h.InternGo(collatorSensitivities[choices.sensitivity()])},
		field{"ignorePunctuation", heap.Bool(choices.has(choiceIgnorePunctuation))},
		field{"collation", o.Internal(collatorCollation)},
		field{"numeric", heap.Bool(choices.has(choiceNumeric))},
		field{"caseFirst", h.InternGo(collatorCaseFirst[choices.caseFirst()])})
}

// compareRow is what a Collator compare function does (sec-collator-compare-functions); its data
// is the Intl.Collator.
var compareRow = &object.Row{Length: 2, Fn: func(c *object.Call) (heap.Value, error) {
	x, err := c.RT.ToString(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	y, err := c.RT.ToString(c.Arg(1))
	if err != nil {
		return heap.Undefined, err
	}
	return compareStrings(c.RT, choicesOf(c.Data(0).Object()), x, y)
}}

// collatorCompare is get Intl.Collator.prototype.compare (sec-intl.collator.prototype.compare).
func collatorCompare(c *object.Call) (heap.Value, error) {
	o, err := collatorOf(c)
	if err != nil {
		return heap.Undefined, err
	}
	if o.Internal(collatorBound).IsUndefined() {
		f := c.RT.NewHostFunction(c.Realm.HostCode(compareRow), o.Value())
		c.RT.Heap.SetInternal(o, collatorBound, f.Value())
	}
	return o.Internal(collatorBound), nil
}

// compareStrings is CompareStrings (sec-collator-comparestrings).
func compareStrings(rt *object.Runtime, choices collatorChoices, x, y *heap.String) (heap.Value, error) {
	h := rt.Heap
	if x == y {
		return heap.Int(0), nil
	}
	order, err := collatorsOf(rt).get(choices).Compare(collatedText(x.Flat(h)), collatedText(y.Flat(h)), rt)
	return heap.Int(int32(order)), err
}

// localeCompare is String.prototype.localeCompare (sup-String.prototype.localeCompare) where
// locales or options are given.
func localeCompare(c *object.Call, s, that *heap.String, locales, v heap.Value) (heap.Value, error) {
	var buffer requestText
	request, known := appendRequest(c.RT, buffer[:0], locales, v)
	cache := collatorsOf(c.RT)
	if known {
		if choices, ok := cache.choicesOf(request); ok {
			return compareStrings(c.RT, choices, s, that)
		}
	}
	r, err := resolveCollator(c.RT, locales, v)
	if err != nil {
		return heap.Undefined, err
	}
	if known {
		cache.remember(request, r.choices)
	}
	return compareStrings(c.RT, r.choices, s, that)
}

func collatedText(f heap.Flat) collate.Text {
	return collate.Text{Latin1: f.Latin1(), UTF16: f.UTF16()}
}

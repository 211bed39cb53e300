package intl

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var library = &object.Library{
	Name: "Intl", ShadowRealms: true,
	Groups: []*object.Group{
		intlGroup,
		localeGroup,
		listFormatGroup,
		numberFormatGroup,
		pluralRulesGroup,
		fallbackGroup,
		segmenterGroup, segmentsGroup, segmentIteratorGroup,
		displayNamesGroup,
		relativeTimeFormatGroup,
		durationFormatGroup,
		dateTimeFormatGroup,
		collatorGroup,
	},
	Locales: &object.Locales{
		NumberToLocaleString:   numberToLocaleString,
		DateToLocaleString:     dateToLocaleString,
		TemporalToLocaleString: temporalToLocaleString,
		LocaleCompare:          localeCompare,
		CaseLanguage:           caseLanguage,
	},
}

// Library returns the library of Intl, which all runtimes share.
func Library() *object.Library { return library }

// intlGroup declares %Intl% (sec-intl-object).
var intlGroup = &object.Group{
	Name:   "Intl",
	Global: true,
	Rows: []object.Row{
		{Name: "Collator", Intrinsic: idCollator},
		{Name: "DateTimeFormat", Intrinsic: idDateTimeFormat},
		{Name: "DisplayNames", Intrinsic: idDisplayNames},
		{Name: "DurationFormat", Intrinsic: idDurationFormat},
		{Name: "ListFormat", Intrinsic: idListFormat},
		{Name: "Locale", Intrinsic: idLocale},
		{Name: "NumberFormat", Intrinsic: idNumberFormat},
		{Name: "PluralRules", Intrinsic: idPluralRules},
		{Name: "RelativeTimeFormat", Intrinsic: idRelativeTimeFormat},
		{Name: "Segmenter", Intrinsic: idSegmenter},
		{Name: "getCanonicalLocales", Length: 1, Fn: getCanonicalLocales},
		{Name: "supportedValuesOf", Length: 1, Fn: supportedValuesOf},
		{Name: "@@toStringTag", Str: "Intl", Flags: object.RowString},
	},
}

// getCanonicalLocales is Intl.getCanonicalLocales (sec-intl.getcanonicallocales).
func getCanonicalLocales(c *object.Call) (heap.Value, error) {
	list, err := canonicalizeLocaleList(c.RT, c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	return arrayOf(c.RT, list)
}

// supportedValuesOf is Intl.supportedValuesOf (sec-intl.supportedvaluesof).
func supportedValuesOf(c *object.Call) (heap.Value, error) {
	key, err := toText(c.RT, c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	values := supported(key)
	if values == nil {
		return heap.Undefined, c.RT.RangeError("Invalid key : %s", clip(key))
	}
	return arrayOf(c.RT, values)
}

// arrayOf is CreateArrayFromList of texts.
func arrayOf(rt *object.Runtime, list []string) (heap.Value, error) {
	values, err := rt.MakeList(int64(len(list)))
	if err != nil {
		return heap.Undefined, err
	}
	if err := rt.Steps(len(list)); err != nil {
		return heap.Undefined, err
	}
	for _, s := range list {
		values = append(values, rt.Heap.NewString(s).Value())
	}
	return rt.CreateArrayFromList(values).Value(), nil
}

// toText is ToString as Go text.
func toText(rt *object.Runtime, v heap.Value) (string, error) {
	s, err := rt.ToString(v)
	if err != nil {
		return "", err
	}
	rt.Heap.Work(s.Len())
	return s.Go(rt.Heap), nil
}

// clip shortens what a script gave for the message of an error.
func clip(s string) string {
	const most = 100
	if len(s) > most {
		return s[:most] + "…"
	}
	return s
}

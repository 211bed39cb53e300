package intl

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// optionNames are the options that methods with a cache read: those of Intl.NumberFormat, Intl.DateTimeFormat
// and Intl.Collator.
var optionNames = []string{
	"localeMatcher", "numberingSystem", "calendar", "collation", "usage", "numeric", "caseFirst", "sensitivity", "ignorePunctuation",
	"style", "currency", "currencyDisplay", "currencySign", "unit", "unitDisplay", "notation", "compactDisplay", "useGrouping",
	"signDisplay", "minimumIntegerDigits", "minimumFractionDigits", "maximumFractionDigits", "minimumSignificantDigits",
	"maximumSignificantDigits", "roundingIncrement", "roundingMode", "roundingPriority", "trailingZeroDisplay",
	"hour12", "hourCycle", "timeZone", "weekday", "era", "year", "month", "day", "dayPeriod", "hour", "minute", "second",
	"fractionalSecondDigits", "timeZoneName", "formatMatcher", "dateStyle", "timeStyle",
}

// plainOptions is where the object.OptionNames of a runtime are.
var plainOptions = object.NewExtension()

// requestText is the buffer for a request that is written down, and how long one may be.
type requestText [256]byte

// appendRequest writes down what a method is called with, so that equal texts mean equal locales and options;
// false where that is not known without running code of a script: the locale is to be undefined or a
// short string, and the options undefined or plain data (see object.Runtime.AppendPlain).
func appendRequest(rt *object.Runtime, text []byte, locales, options heap.Value) (_ []byte, ok bool) {
	const longest = 35
	switch {
	case locales.IsUndefined():
		text = append(text, 0)
	case locales.IsString() && locales.Str().Len() <= longest && locales.Str().Len() > 0:
		f := locales.Str().Flat(rt.Heap)
		if f.IsWide() {
			return nil, false
		}
		// The length keeps them apart from the options, as a string that is no tag may have any bytes.
		text = append(append(text, byte(len(f.Latin1()))), f.Latin1()...)
	default:
		return nil, false
	}
	if options.IsUndefined() {
		return text, true
	}
	names, ok := rt.Ext(plainOptions).(*object.OptionNames)
	if !ok {
		names = &object.OptionNames{Names: optionNames}
		rt.SetExt(plainOptions, names)
	}
	text, ok = rt.AppendPlain(text, names, options)
	return text, ok && len(text) <= len(requestText{})
}

package object

import "github.com/kilnjs/kiln/pkg/heap"

// Locales is what the library of ECMA-402 does in place of functions of ECMA-262 and Temporal that depend on the locale:
// those are there without it too and do what they can. All functions are there.
type Locales struct {
	// NumberToLocaleString is Number.prototype.toLocaleString (sup-number.prototype.tolocalestring) of a
	// Number, and BigInt.prototype.toLocaleString (sup-bigint.prototype.tolocalestring) of a BigInt.
	NumberToLocaleString func(rt *Runtime, x, locales, options heap.Value) (heap.Value, error)
	// DateToLocaleString is what toLocaleString, toLocaleDateString and toLocaleTimeString of dates
	// (sup-properties-of-the-date-prototype-object) do with a time value that is not NaN.
	DateToLocaleString func(rt *Runtime, t float64, parts DateParts, locales, options heap.Value) (heap.Value, error)
	// TemporalToLocaleString is toLocaleString of an object of Temporal (sup-temporal-objects).
	TemporalToLocaleString func(rt *Runtime, o *heap.Object, locales, options heap.Value) (heap.Value, error)
	// LocaleCompare is String.prototype.localeCompare (sup-String.prototype.localeCompare) where locales
	// or options are given.
	LocaleCompare func(c *Call, s, that *heap.String, locales, options heap.Value) (heap.Value, error)
	// CaseLanguage is the language of TransformCase (sec-transform-case): one of az, el, lt and tr, or "".
	CaseLanguage func(rt *Runtime, locales heap.Value) (string, error)
}

// DateParts says which of a date and its time a text has.
type DateParts uint8

const (
	DateAndTime DateParts = iota
	DateOnly
	TimeOnly
)

// Locales returns what the libraries of the runtime know of locales, nil for nothing.
func (rt *Runtime) Locales() *Locales { return rt.libraries.locales }

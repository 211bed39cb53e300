package heap

// Class tells what an object is: which internal slots it has and which
// internal methods serve it.
type Class uint8

// The classes of objects.
const (
	ClassObject Class = iota
	ClassArray
	ClassFunction
	ClassBoundFunction
	ClassError
	ClassBoolean
	ClassNumber
	ClassString
	ClassSymbol
	ClassBigInt
	ClassDate
	ClassRegExp
	ClassMap
	ClassSet
	ClassWeakMap
	ClassWeakSet
	ClassWeakRef
	ClassFinalizationRegistry
	ClassPromise
	ClassProxy
	ClassArguments
	ClassMappedArguments
	ClassArrayBuffer
	ClassSharedArrayBuffer
	ClassTypedArray
	ClassDataView
	ClassGenerator
	ClassAsyncGenerator
	ClassIterator // records of built-in iterators
	ClassModuleNamespace
	ClassGlobal
	ClassDisposableStack
	ClassShadowRealm
	ClassRawJSON
	ClassInstant
	ClassZonedDateTime
	ClassPlainDateTime
	ClassPlainDate
	ClassPlainTime
	ClassPlainYearMonth
	ClassPlainMonthDay
	ClassDuration
	ClassLocale
	ClassListFormat
	ClassSegmenter
	ClassSegments
	ClassSegmentIterator
	ClassNumberFormat
	ClassPluralRules
	ClassDisplayNames
	ClassRelativeTimeFormat
	ClassDurationFormat
	ClassDateTimeFormat
	ClassCollator
	ClassHost
	ClassHostExotic // an object whose properties the host keeps
	ClassHostArray  // the same, an array for IsArray
	NumClasses
)

// ClassInfo describes one class.
type ClassInfo struct {
	Name      string // for diagnostics and snapshots
	Internals uint8  // number of internal slots, words 3 … of the cell
	Flags     Flags  // flags a new object starts with
}

// Classes is the table of classes. The meaning of each internal slot belongs
// to the code that makes the objects (pkg/object, pkg/builtin).
var Classes = [NumClasses]ClassInfo{
	ClassObject:               {"Object", 0, 0},
	ClassArray:                {"Array", 1, 0},                    // length
	ClassFunction:             {"Function", 4, FlagCallable},      // code id, environment, home object, class data
	ClassBoundFunction:        {"BoundFunction", 3, FlagCallable}, // target, this, arguments
	ClassError:                {"Error", 2, 0},
	ClassBoolean:              {"Boolean", 1, 0},
	ClassNumber:               {"Number", 1, 0},
	ClassString:               {"String", 1, FlagExotic},
	ClassSymbol:               {"Symbol", 1, 0},
	ClassBigInt:               {"BigInt", 1, 0},
	ClassDate:                 {"Date", 1, 0},
	ClassRegExp:               {"RegExp", 4, 0}, // source, flags, program, realm data
	ClassMap:                  {"Map", 1, 0},
	ClassSet:                  {"Set", 1, 0},
	ClassWeakMap:              {"WeakMap", 1, 0},
	ClassWeakSet:              {"WeakSet", 1, 0},
	ClassWeakRef:              {"WeakRef", 1, 0},
	ClassFinalizationRegistry: {"FinalizationRegistry", 2, 0},
	ClassPromise:              {"Promise", 4, 0},        // state, result, reactions, handled
	ClassProxy:                {"Proxy", 2, FlagExotic}, // target, handler
	ClassArguments:            {"Arguments", 0, 0},
	ClassMappedArguments:      {"MappedArguments", 2, FlagExotic}, // environment, map
	ClassArrayBuffer:          {"ArrayBuffer", 2, 0},
	ClassSharedArrayBuffer:    {"SharedArrayBuffer", 2, 0},
	ClassTypedArray:           {"TypedArray", 6, FlagExotic}, // buffer, type, byte offset, length, memory, window
	ClassDataView:             {"DataView", 4, 0},
	ClassGenerator:            {"Generator", 4, 0},
	ClassAsyncGenerator:       {"AsyncGenerator", 4, 0},
	ClassIterator:             {"Iterator", 4, 0},
	ClassModuleNamespace:      {"Module", 1, FlagExotic},
	ClassGlobal:               {"Global", 1, 0},
	ClassDisposableStack:      {"DisposableStack", 2, 0},
	ClassShadowRealm:          {"ShadowRealm", 1, 0}, // number of the realm
	ClassRawJSON:              {"RawJSON", 0, 0},
	ClassInstant:              {"Temporal.Instant", 2, 0},        // seconds, nanoseconds
	ClassZonedDateTime:        {"Temporal.ZonedDateTime", 4, 0},  // seconds, nanoseconds, time zone, calendar
	ClassPlainDateTime:        {"Temporal.PlainDateTime", 3, 0},  // date, time, calendar
	ClassPlainDate:            {"Temporal.PlainDate", 2, 0},      // date, calendar
	ClassPlainTime:            {"Temporal.PlainTime", 1, 0},      // time
	ClassPlainYearMonth:       {"Temporal.PlainYearMonth", 2, 0}, // date, calendar
	ClassPlainMonthDay:        {"Temporal.PlainMonthDay", 2, 0},  // date, calendar
	ClassDuration:             {"Temporal.Duration", 10, 0},      // fields from years to nanoseconds
	ClassLocale:               {"Intl.Locale", 1, 0},             // language tag
	ClassListFormat:           {"Intl.ListFormat", 3, 0},         // locale, type, style
	ClassSegmenter:            {"Intl.Segmenter", 2, 0},          // locale, granularity
	ClassSegments:             {"Segments", 5, 0},                // rules, text, what was found last
	ClassSegmentIterator:      {"Segment Iterator", 3, 0},        // rules, text, where it goes on
	ClassNumberFormat:         {"Intl.NumberFormat", 8, 0},       // locale, numbering system, currency or unit, choices, digits, rounding, hint, bound function
	ClassPluralRules:          {"Intl.PluralRules", 5, 0},        // locale, choices, digits, rounding, hint
	ClassDisplayNames:         {"Intl.DisplayNames", 5, 0},       // locale, style, type, fallback, language display
	ClassRelativeTimeFormat:   {"Intl.RelativeTimeFormat", 4, 0}, // locale, numbering system, style, numeric
	ClassDurationFormat:       {"Intl.DurationFormat", 6, 0},     // locale, numbering system, style, units of dates, of times, fractional digits
	ClassDateTimeFormat:       {"Intl.DateTimeFormat", 2, 0},     // what it formats how, bound function
	ClassCollator:             {"Intl.Collator", 4, 0},           // locale, collation, order and choices, bound function
	ClassHost:                 {"Host", 3, 0},                    // handle, class name of a module source, hidden values
	ClassHostExotic:           {"HostExotic", 1, FlagExotic},     // handle
	ClassHostArray:            {"HostArray", 1, FlagExotic},      // handle
}

// RunsCode reports whether objects of the class answer with code of a script or of the
// host: a Proxy, or an object whose properties the host keeps. What its cell holds says
// nothing about its properties.
func (c Class) RunsCode() bool { return c == ClassProxy || c >= ClassHostExotic }

// String returns the name of the class.
func (c Class) String() string {
	if c < NumClasses {
		return Classes[c].Name
	}
	return "corrupt"
}

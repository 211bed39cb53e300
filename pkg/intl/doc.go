// Package intl is the library of ECMA-402, whole: Intl with all its constructors, and every toLocale… method,
// localeCompare and the mappings of case that depend on the language, of numbers, dates, texts, arrays
// and objects of Temporal. Data is that of CLDR 48, order that of its root collation and tailorings,
// division of texts that of Unicode 17.
//
// All runtimes have it; Options.Without and the build tag kiln_no_intl leave it out.
//
// A program built with -tags kiln_intl_en has the data of English alone: en and en-US are then
// the locales that are available.
//
// # Where things are
//
//	library.go      the library, %Intl% and its functions
//	locale.go       Intl.Locale; locale_options.go reads its options
//	locale_info.go  what it tells of its locale
//	tag.go          the grammar of language tags
//	canonical.go    their canonical form: aliases and order
//	likely.go       likely subtags
//	negotiation.go  lists of locales, matching
//	options.go      objects with options
//	option_text.go  what methods are called with, as a key of caches
//	resolve_locale.go  what constructors make of locales and options
//	list_format.go  Intl.ListFormat
//	segmenter.go    Intl.Segmenter, Segments and their iterators, on internal/segment
//	number_format.go, number_methods.go
//	                Intl.NumberFormat
//	number_options.go
//	                options of digits and rounding
//	number_value.go ToIntlMathematicalValue
//	number_locale_string.go
//	                toLocaleString of Numbers and BigInts
//	plural_rules.go Intl.PluralRules
//	legacy.go       constructors that are called as functions
//	display_names.go  Intl.DisplayNames; display_name.go finds the names
//	duration_format.go  Intl.DurationFormat; duration_options.go reads its options,
//	                duration_parts.go makes its parts
//	relative_time_format.go  Intl.RelativeTimeFormat, of package relfmt
//	date_time_format.go  Intl.DateTimeFormat; date_time_options.go and date_time_locale.go read its
//	                options, date_time.go has its formats, to_locale_date.go the methods of dates
//	collator.go     Intl.Collator, String.prototype.localeCompare; collator_cache.go keeps collators
//	transform_case.go  which languages have case mappings of their own
//	supported.go    the values that supportedValuesOf knows
//
// # Invariants
//
//   - Operations bear the names of the specifications and exist once.
//   - What formats holds no values of scripts and is shared by all runtimes; the slots of an object say
//     what it is, so that it is found again in another process that goes on with an image.
//   - Data comes from internal/cldr, internal/collate and internal/tz, numbers from internal/numfmt, when a function first needs it; making
//     a realm or touching Intl reads none.
//   - A tag takes time that is linear in its length, but for sorting, and is an error beyond longestTag.
//   - Caches of the process do not show: neither in results nor in fuel.
package intl

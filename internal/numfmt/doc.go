// Package numfmt formats numbers in the way of ECMA-402 with the data of CLDR: decimals, percents,
// currencies, units, all notations, ranges. It knows no script.
//
// A Formatter is made of resolved Options (New, which keeps the latest ones for the whole process) and does
// not change: goroutines share it. It formats a Decimal, an exact decimal number, into an Output, which
// the caller keeps for the next number.
//
// # What is around a number
//
// As in ICU, with which the results have to agree: next to the digits stands the exponent
// of scientific notation, around it the affixes of a pattern with signs, percent sign, currency symbol or compact symbol
// (the middle), and around these the name of a unit or currency (the outer).
//
//	decimal.go    numbers
//	rounding.go   rounding, digits that are shown
//	options.go    options
//	pattern.go    patterns of numbers, their affixes
//	formatter.go  New: what a formatter has from the data
//	around.go     names of units and currencies
//	compact.go    compact notation, exponents
//	format.go     Format
//	range.go      FormatRange
//	output.go     text and its parts
package numfmt

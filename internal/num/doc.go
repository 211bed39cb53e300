// Package num converts between ECMAScript numbers and text, and between
// doubles and the integer types that the language's operators use.
//
// Everything here is a pure function of its arguments. Text is WTF-8: UTF-8 in
// which a lone surrogate is encoded as a three-byte sequence. Results are
// exact: parsing rounds to the nearest double (ties to even) however long the
// text is, and formatting produces the digits that the specification demands.
// No function takes more than linear time in the length of its input, so
// hostile text is harmless.
//
// The package imports nothing but the standard library.
package num

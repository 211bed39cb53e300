// Package segment divides text into grapheme clusters, words and sentences by the rules of
// UAX #29 for Unicode 17, over the code units of ECMAScript's strings.
//
// Words are those of ICU without its dictionaries: runs of the scripts that are written
// without spaces (Thai, Lao, Khmer, Burmese and others) stay whole, ideographs and
// Hiragana are words of one character each, syllables of Hangul go only with each other.
// Sentences of Greek end with its question mark too.
//
//	segment.go   texts, granularities, what is asked for
//	grapheme.go  grapheme clusters
//	word.go      words
//	sentence.go  sentences
//
// # Invariants
//
//   - Each rule is written once, forward, from a boundary. What goes backward looks for a
//     place that is a boundary whatever stands before it, and goes forward from there.
//   - Nothing is allocated. A Pacer hears of the work before it has gone on for long.
//   - A surrogate that is not one of a pair is a character of its own.
//
// The package imports internal/ucd, which has the classes of characters.
package segment

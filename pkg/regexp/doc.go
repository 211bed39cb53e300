// Package regexp implements the pattern language of ECMAScript's regular
// expressions (sec-patterns, with the additions of
// sec-regular-expressions-patterns for the web): a parser that reports the
// early errors and builds a tree, a compiler from the tree to a program, and a
// backtracking matcher that runs the program. It knows no JavaScript values:
// a subject is a slice of Latin-1 bytes or of UTF-16 code units, a result is a
// list of positions.
//
// Pattern text is WTF-8, UTF-8 in which a lone surrogate is encoded as a
// three-byte sequence. With the u or v flag the pattern is a sequence of code
// points, without them a sequence of UTF-16 code units, in which a
// supplementary code point counts as two.
//
// Invariants:
//   - Flags and the modifiers (?i-ms:…) are resolved by the parser: every node
//     says itself whether it ignores case, so nothing after the parser reads
//     the flags of the pattern for that.
//   - The set of a Class is final: negation, set operations and case variants
//     are worked out, and a matcher only asks whether a character is in it.
//   - Parser and compiler use time and memory linear in the length of the
//     pattern and the counted size of its character sets, and recursion no
//     deeper than MaxDepth. What exceeds a limit is an *Error.
//   - A Pattern and a Program are immutable and may be shared by goroutines.
//
// The package may import internal/ucd and the standard library.
package regexp

// Package regexp implements the pattern language of ECMAScript's regular
// expressions (sec-patterns, with the additions of
// sec-regular-expressions-patterns for the web): a parser that reports the
// early errors and builds a tree, a compiler from the tree to a program, and a
// matcher that runs the program. It knows no JavaScript values: a subject is a
// slice of Latin-1 bytes or of UTF-16 code units, a result is a list of positions.
//
// A match is found in up to three steps, each in a file of its own:
//
//   - search.go: a plan made by the compiler finds the positions at which a match
//     may begin, by a text that it begins with or contains, or by its first unit.
//   - automaton.go, search_auto.go: when many such positions are tried in vain, or
//     one takes long, a lazily made automaton finds where the first match ends,
//     looking at each unit once, and so where the match can begin at the earliest.
//   - vm.go, vm_repeat.go: the backtracking matcher runs the program at a position
//     and is the only one that knows what the pattern prefers and captures.
//
// Where a tier has machine code (machine.go, the package pattern in pkg/native), a program that has become hot is that: it does
// what vm.go does, and what search.go does for patterns whose matches are found by their first unit, until it has made the
// steps of a slice. It gives way to the interpreter before that remembers choices. Short texts
// take 0.4 to 0.7 of the time then, patterns that go back much a quarter.
//
// A match of a pattern without back-references that takes too many steps
// remembers from then on the choices it has been at (memo.go, memo_counted.go), which
// makes the time of a search proportional to the length of the text and the size of
// the program, with the same result. The size of a loop with bounds that counts its
// turns is here that of the loop written out: (a|aa){500,1000}b can take time for each
// of 1000 turns at each position. A lookaround that succeeds at each of many positions
// can take time for the rest of the text at each. Patterns with back-references have
// no bound but poll. hard_test.go has patterns of all these kinds.
//
// Measured over the patterns of BenchmarkSearch, finding all matches in 10 MB of
// Latin-1 text, geometric mean of CPU times: 18 times as fast as Go's package, 19
// times as github.com/dlclark/regexp2, 1.3 times as the machine code and 5 times as
// the interpreter of V8 in Node 20. Slower than the latter are two: a literal without
// regard to case, and the pattern "address".
// Rejected: an automaton that runs backwards to find the beginning of a match; the
// last position without a live thread is nearly always near enough, and the
// forward automaton has it for nothing.
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
//   - A Pattern and a Program are immutable and may be shared by goroutines, but for
//     the machine code of a Program, which is made once. What a match needs or learns is in the Captures.
//   - A match that is not the first of its program on a Captures allocates nothing,
//     unless it has to remember more than any before.
//
// The package may import internal/ucd and the standard library.
package regexp

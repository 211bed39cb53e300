package regexp

import "github.com/kilnjs/kiln/internal/ucd"

// Pattern is the tree of a regular expression.
type Pattern struct {
	Source string // the pattern text, in WTF-8
	Flags  Flags
	Root   Node
	// Groups is the number of capturing groups, that of the whole match not
	// counted.
	Groups int
	// Names lists the named groups, in the order of their first appearance.
	Names []GroupName
}

// GroupName is the name of a capturing group. Groups in different
// alternatives may share a name; at most one of them takes part in a match.
type GroupName struct {
	Name    string // in WTF-8, escapes decoded
	Indices []int  // the numbers of the groups, ascending, from 1
}

// Node is a part of a pattern. A "character" below is a code point with the
// flags u and v and a code unit without them.
type Node interface{ node() }

// Empty matches the empty text.
type Empty struct{}

// Literal matches its characters one after the other.
type Literal struct {
	Text []rune // not empty
	// IgnoreCase says to compare Canonicalize of both sides
	// (sec-runtime-semantics-canonicalize-ch).
	IgnoreCase bool
}

// Any matches one character, "." (sec-compileatom).
type Any struct {
	DotAll bool // line terminators included
}

// Class matches one character of a set, or one of several strings: the longer
// strings are tried first, then Set, then the empty string.
type Class struct {
	// Set is sorted and disjoint, and has all case variants that match.
	Set []ucd.Range
	// Strings are of two or more characters, longest first.
	Strings [][]rune
	// HasEmpty says that the empty string is among the strings.
	HasEmpty bool
	// IgnoreCase is about Strings only.
	IgnoreCase bool
}

// AssertionKind is the kind of an Assertion.
type AssertionKind uint8

// The assertions that look at most at the two characters around a position.
const (
	InputStart      AssertionKind = iota // ^
	InputEnd                             // $
	LineStart                            // ^ with the m flag
	LineEnd                              // $ with the m flag
	WordBoundary                         // \b
	NotWordBoundary                      // \B
)

// Assertion matches the empty text at certain positions (sec-assertion).
type Assertion struct {
	Kind AssertionKind
	// FoldedWords says that \b and \B count U+017F and U+212A as word
	// characters (sec-wordcharacters).
	FoldedWords bool
}

// Look is a lookahead or lookbehind assertion. Body matches backwards, from
// right to left, if Behind is set.
type Look struct {
	Behind, Negative bool
	Body             Node
	// FirstGroup and EndGroup bound the numbers of the groups in Body,
	// EndGroup not included.
	FirstGroup, EndGroup int
}

// Group is a capturing group.
type Group struct {
	Index int    // from 1
	Name  string // empty if it has none
	Body  Node
}

// Backref matches what a group captured (sec-backreference-matcher). Of
// several groups at most one can have captured something.
type Backref struct {
	Groups     []int // the numbers of the groups, ascending
	IgnoreCase bool
}

// Unlimited is the Max of a Repeat without an upper bound.
const Unlimited = 1<<31 - 1

// Repeat matches Body several times in a row (sec-repeatmatcher). Bounds of
// Unlimited and more are Unlimited.
type Repeat struct {
	Min, Max int
	Lazy     bool // try fewer first
	Body     Node
	// FirstGroup and EndGroup bound the numbers of the groups in Body, EndGroup
	// not included; each turn forgets what they captured.
	FirstGroup, EndGroup int
}

// Sequence matches its items one after the other, at least two.
type Sequence struct{ Items []Node }

// Alternation matches the first of its alternatives that lets the rest match,
// at least two.
type Alternation struct{ Alternatives []Node }

func (*Empty) node()       {}
func (*Literal) node()     {}
func (*Any) node()         {}
func (*Class) node()       {}
func (*Assertion) node()   {}
func (*Look) node()        {}
func (*Group) node()       {}
func (*Backref) node()     {}
func (*Repeat) node()      {}
func (*Sequence) node()    {}
func (*Alternation) node() {}

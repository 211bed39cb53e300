// Package collate orders texts by the Unicode Collation Algorithm with the root collation of CLDR
// and the tailorings of its locales.
//
// # The table
//
// table.bin is a table in the form of internal/cldr, whose sections are bytes: root, han (the
// order of ideographs by radical and strokes), one for each tailoring by locale and type
// ("de/phonebk"), and two of text, names and defaults (see Find). A section is numbers of 32
// bits, little-endian, which are read where they are; a tailoring has what differs from the root:
//
//	flags base variable digit, and the lengths of what follows
//	reorder       from, to, shift: primary weights that stand elsewhere
//	elements      numbers of 64 bits
//	blocks        values of 32 characters each
//	contractions  value of the character alone, number of contractions, and of each:
//	              the character before (0 for any), number of those behind, value, those behind
//	tails         characters that stand in contractions but not first, sorted
//	stages        numbers of 16 bits: the block of a character divided by 32
//
// The value of a character is
//
//	00 primary:16 secondary:9 tertiary:5   an element of the root, 0 for one that is ignored
//	01 where:25 length:5                   elements
//	10 where:30                            a contraction
//	11 0                                   nothing: the root, or an implicit weight
//	11 n:30                                the primary weight base+n
//
// An element has a primary weight (31 bits, of which the lower 15 are for tailorings), a
// secondary one (20, of which 11), a case (2: small, mixed, capital) and a tertiary one (11, of
// which 6).
//
// # What it takes
//
// The root is 250 KB, han and the orders of Chinese 310 to 400 KB, other tailorings mostly less
// than 20 KB; each is decompressed once in a process, when it is first needed.
//
// # Versions
//
// The table is made by go generate from CLDR 41, the last version of which Debian has the
// collations, and from gen/added.txt, which has the characters that Unicode 15 to 17 added, where
// ICU 78 (CLDR 48) orders them. Ideographs that have come since stand behind all others, in the
// order of their code points.
//
// It imports internal/cldr and internal/ucd. Tables may be used by several goroutines, a Collator by one
// at a time.
package collate

//go:generate go run ./gen -out . $KILN_CLDR_COMMON

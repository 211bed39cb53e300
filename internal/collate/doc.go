// Package collate orders texts by the Unicode Collation Algorithm with the root collation of CLDR
// and the tailorings of its locales.
//
// # The tables
//
// root.bin and tailorings.bin are tables in the form of internal/cldr, whose sections are bytes: root, han (the
// order of ideographs by radical and strokes), one for each tailoring by locale and type
// ("de/phonebk"), and two of text, names and defaults (see Find). A section is numbers of 32
// bits, little-endian, which are read where they are; a tailoring has what differs from the root:
//
//	flags base variable digit, and the lengths of what follows
//	reorder       from, to, shift: primary weights that stand elsewhere
//	wide          elements, numbers of 64 bits
//	elements      00… an element of the root, 11… the number of one of 64 bits
//	blocks        mask base where of 32 characters each
//	contractions  value of the character alone, number of contractions, and of each:
//	              the character before (0 for any), number of those behind, value, those behind
//	stages        numbers of 16 bits: the block of a character divided by 32
//	packed        values and marks of characters
//
// The mask of a block has a bit for each of its characters that has anything in the section. These are packed: where
// is the bit where the first is, and in its lower 6 bits the width of each. What is there is the value less base,
// and below it the marks: 3 bits in the root, one in tailorings, none in han (bits 8 and 9 of flags).
// So ideographs of one radical, whose values are near each other, take some 10 bits each.
//
// The value of a character is
//
//	00 primary:16 secondary:9 tertiary:5   an element of the root, 0 for one that is ignored
//	01 where:25 length:5                   elements
//	10 where:30                            a contraction
//	11 0                                   nothing: the root, or an implicit weight
//	11 n:30                                the primary weight base+n
//	11 syllable:19 difference:11           in a section of readings (ko): the elements of a syllable of
//	                                       Hangul, the last of which weighs more at the second level
//
// An element has a primary weight (31 bits, of which the lower 15 are for tailorings), a
// secondary one (20, of which 11), a case (2: small, mixed, capital) and a tertiary one (11, of
// which 6).
//
// The marks say whether a character can mean something else after another one, decomposes, and combines. What has none
// needs no look into the Unicode tables, and two texts that are equal up to it can be compared from it on.
//
// # Letters
//
// Most texts are compared letter by letter (compareLetters), without their elements: that is right
// as long as each letter has one element, perhaps with an accent, and none can be part of a contraction. It gives up when
// it meets anything else, and Compare begins again.
//
// # What it takes
//
// Sections that all need, and those that are long, are used where they are and take no memory: the root, the order of ideographs, those
// of Chinese, Japanese and Korean. Other tailorings, mostly less than 10 KB, are decompressed once in a process, when they
// are first needed. A collator takes 5 KB.
//
// # English alone
//
// tailorings_en.bin has what English can have (emoji, eor, search, en-US-POSIX): the build tags kiln_intl_en and
// kiln_no_intl choose it. The root is the same in all builds.
//
// # Versions
//
// The tables are made by go generate from CLDR 41, the last version of which Debian has the
// collations, and from what CLDR 48 has otherwise (see gen). Ideographs that have come since stand behind all others, in the
// order of their code points.
//
// It imports internal/cldr and internal/ucd. Tables may be used by several goroutines, a Collator by one
// at a time.
package collate

//go:generate go run ./gen -out . $KILN_CLDR_COMMON

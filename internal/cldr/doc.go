// Package cldr has data of the Unicode Common Locale Data Repository, version 48, in the
// form in which ECMA-402 needs it.
//
// # The table
//
// What is not a subject (below) is one table, table.bin, which is embedded as a string: nothing
// is read, copied or allocated before somebody asks. It is made of sections, each of them compressed by itself:
//
//	"kiln cldr 1\n"
//	length of the directory, 8 decimal digits and "\n"
//	the directory: lines as in a section, sorted by name
//	    name \t offset size length checksum [dictionary]
//	the sections, DEFLATE, or as they are
//
// The offset counts from the end of the directory, size and length are those of the
// compressed and of the original bytes, the checksum is the CRC-32 of the original ones in
// hexadecimal. Where there is a dictionary, it names a section that was the preset dictionary
// of the compressor, or is "=" for a section that is not compressed (those of internal/collate that
// are long): that one is used where it is, and takes no memory.
//
// A section is text: lines of a key, a tab and a value, sorted by key. It is searched in
// place, by bisection over bytes and not over lines, so that it needs no index: what a
// section costs is its length, once in a process, when something in it is first looked up.
// Looking up allocates nothing, and what is found is a part of the section.
//
// # Where things are
//
//	likely        subtags -> likely language-script-region
//	languages, scripts, territories, variants, subdivisions
//	              what is replaced -> by what (several: the first is the default)
//	types         key-value of an extension -> canonical value
//	locales       available locale -> the one that has its data, "" for itself
//	calendars     region -> calendars in use by their canonical names, preferred first
//	hours         region or language-region -> hour cycles in use, preferred first
//	weeks         region -> first day of the week, days of the weekend (1 is Monday)
//	zones         region -> time zones
//	collations    language -> types of collation beside those of the root
//	parents       locale -> its parent, where that is not the locale without its last subtag
//	numbering     locale/ -> default numbering system (see Find)
//	lists         locale/kind of list -> patterns of a pair, of start, middle and end (see Find)
//	digits        numbering system -> its ten digits
//	currencies    codes
//	directions    script -> ltr or rtl, where known
//
// # Data that differs by locale
//
// Data of which each locale has much (patterns and names of dates, numbers, units,
// languages) is a Subject: a table of its own, whose sections are named by locale. A program has only
// those that it uses: the linker leaves out texts that nothing refers to.
//
//   - A key is the path to a text, a value the text. A locale has the paths alone in which it
//     differs from its parent; who looks up follows the parents (Subject.Find), at most five steps. So
//     equal texts of related locales exist once.
//   - Lines that many locales share are the preset dictionary of the subject (section "*"): at most
//     32 KB, which is the window of the compressor, most frequent last. So paths cost next to
//     nothing in the compressed form, and equal texts of unrelated locales exist once.
//   - What a program opens is one section for each parent. Sections that inflate to more than
//     100 KB are divided into subjects, so that opening a locale stays within 3 ms and 300 KB.
//
// The subjects are
//
//	Numbers, Money, Units, Plurals
//	               symbols and patterns by numbering system, currencies, units, rules of plurals
//	               (gen/numbers.go says what is at which path)
//	Languages, Regions, Names
//	               what Intl.DisplayNames tells
//	Fields         names of fields of dates, relative times
//	Dates          patterns and names of the Gregorian calendar (g/…), patterns that other calendars
//	               share (n/…), names of days and parts of the day
//	CalendarNames  names and patterns of other calendars
//	ZoneNames      names of time zones; in und also metazones and the regions of zones
//
// To add one: a function in gen that reads what a locale has (subjects in gen/source.go), a file
// with the variable here, of the text that embed.go has then (NAMEData), and a line in
// subjects_test.go.
//
// # English alone
//
// Each table has a second form, with data of und and en and the locales en and en-US alone: NAME_en.bin
// beside NAME.bin. The build tag kiln_intl_en chooses it: the generator writes embed.go and
// embed_en.go. What does not depend on a locale is the same in both.
//
// # Damage
//
// Open and Table.Section check what they read: no table leads to a panic, to an endless loop
// or to more memory than maxLength, and a section with another checksum is an error.
// Of the embedded tables a damaged section counts as an empty one, so that a program goes on; the
// tests open all of them. Who looks something up takes whatever text there is, and none
// (formatters_test.go).
//
// The table is made by go generate from npm packages that `npm pack` gets; the folder with
// the unpacked packages is named in the environment:
//
//	KILN_CLDR=…/node_modules go generate ./internal/cldr
//
// It imports nothing but the standard library. All functions may be called from several
// goroutines.
package cldr

//go:generate go run ./gen -out . $KILN_CLDR

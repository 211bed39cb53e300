// Package suite reads the ECMAScript conformance suite, tc39/test262: its
// files, the metadata in their front matter, and the scenarios that follow
// from them; and other suites, each in its Style, of which scripts in shims/ are
// the shell.
//
// The suite is taken from an unpacked folder or from a packed archive
// (.tar.gz). An archive is unpacked once into one temporary file, the pack,
// which the worker processes of a run open by name and read by offset.
//
// Invariants: text is never normalised, a file's bytes reach the engine as
// they are in the suite; a name that contains "_FIXTURE" is never a test;
// names are slash-separated and relative to the root of the suite.
//
// The package knows no engine and imports only the standard library.
package suite

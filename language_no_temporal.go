//go:build kiln_no_temporal

package kiln

// languageLibraries are the libraries that runtimes have beside that of ECMA-262.
var languageLibraries []func() *Library

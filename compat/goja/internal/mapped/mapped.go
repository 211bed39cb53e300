// Package mapped tells which files have source maps.
package mapped

// Has reports whether a *file.File has a source map. Package file sets it.
var Has func(file any) bool

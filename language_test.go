package kiln

import "slices"

// IsBuiltWith reports whether the build has a library that build tags can leave out.
func IsBuiltWith(library string) bool {
	return slices.ContainsFunc(languageLibraries, func(l func() *Library) bool { return l().Name == library })
}

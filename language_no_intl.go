//go:build kiln_no_intl && !kiln_no_temporal

package kiln

import "github.com/kilnjs/kiln/pkg/temporal"

// languageLibraries are the libraries that runtimes have beside that of ECMA-262.
var languageLibraries = []func() *Library{temporal.Library}

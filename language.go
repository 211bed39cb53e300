//go:build !kiln_no_temporal && !kiln_no_intl

package kiln

import (
	"github.com/kilnjs/kiln/pkg/intl"
	"github.com/kilnjs/kiln/pkg/temporal"
)

// languageLibraries are the libraries that runtimes have beside that of ECMA-262, unless they are
// left out (Options.Without).
var languageLibraries = []func() *Library{temporal.Library, intl.Library}

//go:build !amd64 && !(linux && arm64)

package native

import (
	"runtime"

	"github.com/kilnjs/kiln/pkg/native/lower"
)

// Available tells whether this platform has a code generator. For arm64 there is one, but
// memory with code is a matter of the system, which but on Linux nobody has tried: macOS has a
// switch of its own for it, in a library that Go reaches from its own packages only.
const Available = false

// backend is the code generator of this platform: there is none.
var backend lower.Backend

func enter(*lower.Context) { panic("native: " + noGenerator(runtime.GOOS, runtime.GOARCH)) }

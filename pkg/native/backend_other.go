//go:build !amd64 && !(arm64 && kiln_arm64)

package native

import "github.com/kilnjs/kiln/pkg/native/lower"

// Available tells whether this platform has a code generator.
const Available = false

// backend is the code generator of this platform: there is none.
var backend lower.Backend

func enter(*lower.Context) { panic("native: " + noGenerator) }

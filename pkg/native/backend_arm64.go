//go:build linux

package native

import (
	"github.com/kilnjs/kiln/pkg/native/arm64"
	"github.com/kilnjs/kiln/pkg/native/baseline"
	"github.com/kilnjs/kiln/pkg/native/lower"
)

// Available tells whether this platform has a code generator.
const Available = true

// backend is the code generator of this platform.
var backend lower.Backend = struct {
	baseline.Backend
	arm64.Entry
}{}

// enter runs machine code from the address on top of the machine stack until it leaves.
func enter(ctx *lower.Context) { arm64.Enter(ctx) }

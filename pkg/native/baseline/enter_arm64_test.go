//go:build kilncheck || kilnstress

package baseline

import (
	"github.com/kilnjs/kiln/pkg/native/arm64"
	"github.com/kilnjs/kiln/pkg/native/lower"
)

// entry is the way into machine code that tests make.
var entry = arm64.Entry{}

func enter(ctx *lower.Context) { arm64.Enter(ctx) }

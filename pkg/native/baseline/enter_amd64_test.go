//go:build kilncheck || kilnstress

package baseline

import (
	"github.com/kilnjs/kiln/pkg/native/amd64"
	"github.com/kilnjs/kiln/pkg/native/lower"
)

// entry is the way into machine code that tests make.
var entry = amd64.Entry{}

func enter(ctx *lower.Context) { amd64.Enter(ctx) }

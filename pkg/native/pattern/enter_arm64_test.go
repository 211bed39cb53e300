package pattern

import (
	"github.com/kilnjs/kiln/pkg/native/arm64"
	"github.com/kilnjs/kiln/pkg/native/lower"
)

var entry = arm64.Entry{}

func enter(ctx *lower.Context) { arm64.Enter(ctx) }

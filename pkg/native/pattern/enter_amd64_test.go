package pattern

import (
	"github.com/kilnjs/kiln/pkg/native/amd64"
	"github.com/kilnjs/kiln/pkg/native/lower"
)

var entry = amd64.Entry{}

func enter(ctx *lower.Context) { amd64.Enter(ctx) }

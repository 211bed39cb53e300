package baseline

import (
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
)

// emitPower emits a ** b. Go does it, of numbers by a short way (engine.power); squares are products,
// see build.
func (g *gen) emitPower(in *ir.Inst) { g.inlineService(lower.ExitOp, in.Dst) }

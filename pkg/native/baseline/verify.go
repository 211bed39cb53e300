package baseline

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
)

// Builds with heap.Checked do again in Go what machine code has answered by a cache or
// a fast path, by the plain operation, and compare.

// verified returns where a fast path goes on that has its answer in AX: to done, in
// builds that check by way of Go. It is called like service, when no place changes any
// more before the answer becomes the result.
func (g *gen) verified(done asm.Label, result ir.Operand) asm.Label {
	if !heap.Checked {
		return done
	}
	hit := g.NewLabel()
	g.service(lower.ExitVerify, hit, done, result)
	return hit
}

// hit goes on at the label that verified has returned, where done comes next.
func (g *gen) hit(hit, done asm.Label) {
	if hit != done {
		g.Jmp(hit)
	}
}

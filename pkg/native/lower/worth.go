package lower

import (
	"errors"

	"github.com/kilnjs/kiln/pkg/native/ir"
)

// ErrServed declines a unit that would spend its time on the way to Go and back.
var ErrServed = errors.New("most of it is done in Go")

// What an operation that is left to Go costs, compared with what machine code saves
// on a plain one. What leaves tier 1's loop too loses next to nothing: 24 instead of
// 10 made the bench programs destructuring and closures a third slower, and none
// faster.
const (
	servedCost = 10
	// maxWeighed is how many nested loops make an operation count for more, each
	// loopWeight times.
	maxWeighed = 4
	loopWeight = 8
)

// Worthwhile tells whether the unit gains more by its plain operations than it
// loses by those that machine code always leaves to Go.
func Worthwhile(u *ir.Unit) bool {
	gain, loss := 0, 0
	for _, b := range u.Blocks {
		weight := 1
		for l, depth := b.Loop, 0; l >= 0 && depth < maxWeighed; l, depth = u.Loops[l].Parent, depth+1 {
			weight *= loopWeight
		}
		for i := range b.Insts {
			switch in := &b.Insts[i]; {
			case in.Op.Row().Lower == ir.Served:
				loss += weight * servedCost
			default:
				gain += weight
			}
		}
	}
	return loss <= gain
}

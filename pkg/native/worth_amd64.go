package native

import (
	"errors"

	"github.com/kilnjs/kiln/pkg/object"
)

// errServed declines a unit that would spend its time on the way to Go and back.
var errServed = errors.New("most of it is done in Go")

// What an operation costs here compared with tier 1, in units of what machine
// code saves on a plain operation, about 2.5 ns. An exit to Go for one
// instruction costs about 25 ns more than tier 1 needs for it; a getter or setter,
// which tier 1 calls without leaving its loop, about 150 ns more.
const (
	servedCost   = 10
	accessorCost = 60
	// maxWeighed is how many nested loops make an operation count for more, each
	// loopWeight times.
	maxWeighed = 4
	loopWeight = 8
)

// worthwhile tells whether the unit gains more by its plain operations than it
// loses by those that machine code always leaves to Go.
func (u *unit) worthwhile() bool {
	gain, loss := 0, 0
	for _, b := range u.blocks {
		weight := 1
		for l, depth := b.loop, 0; l >= 0 && depth < maxWeighed; l, depth = u.loops[l].parent, depth+1 {
			weight *= loopWeight
		}
		for i := range b.insts {
			switch in := &b.insts[i]; {
			case in.accessor:
				loss += weight * accessorCost
			case in.op == opService:
				loss += weight * servedCost
			default:
				gain += weight
			}
		}
	}
	return loss <= gain
}

// callsAccessor tells that what the inline cache has met are getters or setters.
func callsAccessor(ic *object.IC) bool {
	return usable(ic, object.ICOwnGetter, object.ICProtoGetter, object.ICSetter) != nil
}

package object

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// WalkFrames calls visit for the callee, the Pos word and the tier of each frame,
// innermost first, until it returns false.
func (rt *Runtime) WalkFrames(visit func(callee heap.Value, pos int32, tier Tier) bool) {
	rt.Stack.Walk(func(f stack.FrameView) bool {
		return visit(f.Callee(), int32(f.Pos()), frameTier(f))
	})
}

// FramePosition finds the source position of a frame of code from its Pos word.
func (rt *Runtime) FramePosition(code *Code, pos int32, tier Tier) syntax.Pos {
	if tier == TierHost {
		return code.Func.From
	}
	if rt.Tiers != nil && rt.Tiers.Position != nil {
		return rt.Tiers.Position(code, tier, pos)
	}
	return syntax.Pos(max(pos, 0))
}

// ActiveInstance is the instance of the innermost running source text: the
// script or module that a host operation belongs to (sec-getactivescriptormodule).
func (rt *Runtime) ActiveInstance() *Instance {
	var in *Instance
	rt.WalkFrames(func(callee heap.Value, _ int32, _ Tier) bool {
		if !callee.IsObject() || callee.Object().Class() != heap.ClassFunction {
			return true
		}
		in = rt.CodeOf(callee.Object()).Prog
		return in == nil
	})
	return in
}

func frameTier(f stack.FrameView) Tier { return Tier(f.Bits() & stack.TierMask) }

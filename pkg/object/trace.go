package object

import (
	"github.com/kilnjs/kiln/internal/tap"
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

// WalkNote is WalkFrames for the frames of a note, which must have been made after the last
// collection. The position of the innermost one is that of the instruction that ran.
//
// A function that runs on the frame of one that it was inlined into has no function object: callee is Undefined.
func (rt *Runtime) WalkNote(n *tap.Note, visit func(callee heap.Value, code *Code, pos int32, tier Tier) bool) {
	first := true
	n.Frames(func(callee heap.Value, pos int32, bits stack.LinkBits) bool {
		var code *Code
		if callee.IsObject() && callee.Object().Class() == heap.ClassFunction {
			code = rt.CodeOf(callee.Object())
		}
		tier := Tier(bits & stack.TierMask)
		if first && n.Where != tap.InGo {
			pos = 0
			if code != nil {
				if at, ok := rt.Tiers.Instruction(code, n); ok {
					pos = at
				}
				if !rt.Tiers.Inlined(code, n, func(code *Code, pos int32) bool { return visit(heap.Undefined, code, pos, tier) }) {
					return false
				}
			}
		}
		first = false
		return visit(callee, code, pos, tier)
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

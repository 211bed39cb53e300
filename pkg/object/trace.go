package object

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Frame describes one running activation, for stack traces and profiles.
type Frame struct {
	Code *Code
	Tier Tier
	Pos  int32
}

// WalkFrames calls visit for the callee, the Pos word and the tier of each frame,
// innermost first, until it returns false.
func (rt *Runtime) WalkFrames(visit func(callee heap.Value, pos int32, tier Tier) bool) {
	rt.Stack.Walk(func(f stack.FrameView) bool {
		return visit(f.Callee(), int32(f.Pos()), frameTier(f))
	})
}

// position finds the source position of a frame of code.
func (rt *Runtime) position(code *Code, pos int32, tier Tier) syntax.Pos {
	if tier == TierHost {
		return code.Func.From
	}
	if rt.Tiers != nil && rt.Tiers.Position != nil {
		return rt.Tiers.Position(code, tier, pos)
	}
	return syntax.Pos(max(pos, 0))
}

// Where returns file, line and column of the innermost frame that runs source
// text, for messages of the host; file is "" when there is none.
func (rt *Runtime) Where() (file string, line, col int) {
	rt.WalkFrames(func(callee heap.Value, pos int32, tier Tier) bool {
		if !callee.IsObject() || callee.Object().Class() != heap.ClassFunction {
			return true
		}
		code := rt.CodeOf(callee.Object())
		if code.Func == nil {
			return true
		}
		src := code.Func.Program.Source
		file = src.Name
		line, col = src.Position(rt.position(code, pos, tier))
		return false
	})
	return file, line, col
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

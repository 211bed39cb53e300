package bytecode

import (
	"fmt"

	"github.com/kilnjs/kiln/pkg/bytecode/internal/optable"
	"github.com/kilnjs/kiln/pkg/stack"
)

// Verify checks that p is well formed: known instructions, registers inside the
// frame, indices inside their tables, jumps and handlers that lead to
// instructions, and an end that is never run past.
func Verify(p *Proto) error {
	v := verifier{p: p}
	if len(p.Code) == 0 {
		return v.fail(0, "no code")
	}
	for pc := range p.Code {
		if err := v.instr(int32(pc)); err != nil {
			return err
		}
	}
	last := p.Code[len(p.Code)-1]
	if opRows[last.Op].Effects&optable.Ends == 0 {
		return v.fail(int32(len(p.Code)-1), "control runs past the end")
	}
	for i := range p.Handlers {
		h := &p.Handlers[i]
		if h.Start < 0 || h.End > int32(len(p.Code)) || h.Start >= h.End || !v.target(h.Target) ||
			int(h.Value) >= p.Words || h.Depth < 0 {
			return fmt.Errorf("bytecode: %s: handler %d: bad range %d-%d → %d", v.name(), i, h.Start, h.End, h.Target)
		}
		for pc := h.Start; pc < h.End; pc++ {
			if int32(p.EnvDepth(pc)) < h.Depth {
				return v.fail(pc, "fewer environments than its handler needs")
			}
		}
	}
	for id, pc := range p.OSR {
		if pc >= 0 && !v.target(pc) {
			return fmt.Errorf("bytecode: %s: loop %d: bad header %d", v.name(), id, pc)
		}
	}
	return nil
}

type verifier struct{ p *Proto }

func (v *verifier) name() string { return v.p.Func.Name }

func (v *verifier) fail(pc int32, format string, args ...any) error {
	op := OpNop
	if int(pc) < len(v.p.Code) {
		op = v.p.Code[pc].Op
	}
	return fmt.Errorf("bytecode: %s: %d %s: %s", v.name(), pc, op, fmt.Sprintf(format, args...))
}

func (v *verifier) target(pc int32) bool { return pc >= 0 && pc < int32(len(v.p.Code)) }

// registers is how many registers a kind of operand covers; -1: none.
func registers(k optable.Kind, in Instr, following uint16) int {
	switch k {
	case optable.Dst, optable.Src, optable.Mod:
		return 1
	case optable.Dst2, optable.Src2, optable.Mod2:
		return 2
	case optable.Dst3, optable.Src3:
		return 3
	case optable.Mod4:
		return 4
	case optable.Mod5:
		return 5
	case optable.Regs, optable.RegsW:
		return int(following)
	case optable.RegsN:
		return int(in.N)
	case optable.Frame, optable.FrameNew, optable.FrameSuper:
		return stack.Header + int(in.B)
	}
	return -1
}

func (v *verifier) instr(pc int32) error {
	in := v.p.Code[pc]
	if int(in.Op) >= len(opRows) {
		return v.fail(pc, "unknown instruction")
	}
	row := &opRows[in.Op]
	for _, o := range [...]struct {
		kind         optable.Kind
		value, after uint16
	}{{row.A, in.A, in.B}, {row.B, in.B, in.C}, {row.C, in.C, 0}} {
		if n := registers(o.kind, in, o.after); n >= 0 {
			if int(o.value)+n > v.p.Words {
				return v.fail(pc, "register %d+%d of %d", o.value, n, v.p.Words)
			}
			continue
		}
		if limit := v.limit(o.kind); limit >= 0 {
			index := int(o.value)
			switch o.kind {
			case optable.Const32, optable.Name32, optable.Cache32, optable.Func32, optable.Table32:
				index = int(in.Wide())
			}
			if index < 0 || index >= limit {
				return v.fail(pc, "index %d of %d", index, limit)
			}
		}
	}
	if in.Op == OpMakeObject && int(in.B)+len(v.p.Shapes[in.C]) > v.p.Words {
		return v.fail(pc, "values of the literal are outside the frame")
	}
	if ok, wide := in.Op.jumps(); ok {
		to := pc + 1 + int32(int16(in.C))
		if wide {
			to = pc + 1 + in.Wide()
		}
		if !v.target(to) {
			return v.fail(pc, "jump to %d", to)
		}
	}
	if in.Op == OpSwitch {
		for _, d := range v.p.Tables[in.Wide()].Targets {
			if !v.target(pc + 1 + d) {
				return v.fail(pc, "jump to %d", pc+1+d)
			}
		}
	}
	if row.Effects&optable.Skips != 0 && !v.target(pc+2) {
		return v.fail(pc, "nothing to skip")
	}
	return nil
}

// limit is the size of the table that a kind of operand is an index of; -1: none.
func (v *verifier) limit(k optable.Kind) int {
	switch k {
	case optable.Const32, optable.Name32:
		return len(v.p.Consts)
	case optable.Cache, optable.Cache32:
		return len(v.p.CacheNames)
	case optable.Func, optable.Func32:
		return len(v.p.Funcs)
	case optable.Scope:
		return len(v.p.Scopes)
	case optable.Dynamic, optable.DynamicR, optable.DynamicM:
		return len(v.p.Dynamics)
	case optable.Shape:
		return len(v.p.Shapes)
	case optable.Table32:
		return len(v.p.Tables)
	case optable.Cases:
		return len(v.p.Cases)
	}
	return -1
}

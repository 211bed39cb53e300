package native

import (
	"slices"

	"github.com/kilnjs/kiln/internal/tap"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/object"
)

// ShowIn tells s where machine code is, from now on. What is compiled from then on is kept
// with what it came from, for InstructionAt.
func (e *Engine) ShowIn(s *tap.Sight) {
	e.KeepListings = true
	e.sight = s
	if e.machine != nil {
		e.machine.showIn(s)
		for _, c := range e.machine.live {
			e.show(c)
		}
	}
}

// showIn tells s where the frame is that machine code has left.
func (e *engine) showIn(s *tap.Sight) {
	s.ServedFrame = &e.ctx.FP
	s.Served = [...]tap.Range{tap.Code((*engine).run), tap.Code((*engine).callLeaf)}
}

func (e *Engine) show(c *lower.Code) {
	if e.sight != nil {
		base := c.Region.Base()
		e.sight.Machine.Widen(base, base+uintptr(c.Region.Size()))
	}
}

// InlinedAt visits the functions that are inlined where the machine code of code is at an address, innermost
// first, with the instructions that they are at.
func (e *Engine) InlinedAt(code *object.Code, address uintptr, visit func(code *object.Code, pos int32) bool) bool {
	m, ok := e.markAt(code, address)
	if !ok {
		return true
	}
	pc := m.PC
	for f := m.Frame; f != nil; f = f.Caller {
		if !visit(f.Record, max(pc, 0)) {
			return false
		}
		pc = f.PC
	}
	return true
}

// InstructionAt returns the instruction of the bytecode of code from which the machine code
// at an address was made; without ok it is not known, or there is no single one.
func (e *Engine) InstructionAt(code *object.Code, address uintptr) (int32, bool) {
	m, ok := e.markAt(code, address)
	if !ok {
		return 0, false
	}
	return m.Outer(), true
}

// markAt finds the mark of the machine code of code at an address that is of an instruction.
func (e *Engine) markAt(code *object.Code, address uintptr) (*lower.Mark, bool) {
	if e.machine == nil {
		return nil, false
	}
	for _, c := range slices.Backward(e.machine.live) {
		base := c.Region.Base()
		if address < base || address >= base+uintptr(c.Region.Size()) {
			continue
		}
		if c.Record != code || c.Text == nil {
			return nil, false
		}
		marks := c.Text.Marks
		i, found := slices.BinarySearchFunc(marks, int(address-base), func(m lower.Mark, at int) int { return m.Offset - at })
		if !found {
			i--
		}
		for ; i >= 0; i-- {
			if marks[i].PC >= 0 {
				return &marks[i], true
			}
		}
		return nil, false
	}
	return nil, false
}

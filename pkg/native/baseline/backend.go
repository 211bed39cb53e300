package baseline

import (
	"unsafe"

	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/object"
)

// Backend is the code generator but for the entry, which is the machine's.
type Backend struct{}

// Registers implements lower.Backend.
func (Backend) Registers() lower.Registers { return pinRegisters }

// ReturnStub implements lower.Backend: the result is in AX.
func (Backend) ReturnStub() ([]byte, error) {
	var a asm.Assembler
	a.MovImm(asm.CX, 0)
	a.CallM(asm.At(ctxReg, int32(unsafe.Offsetof(lower.Context{}.Leave))))
	a.Trap()
	return a.Finish()
}

// Generate implements lower.Backend.
func (Backend) Generate(m *lower.Machine, c *lower.Code) (lower.Text, error) {
	g := &gen{u: c.Unit, m: m, code: c}
	g.emitUnit()
	if c.Unit.Late {
		return lower.Text{}, nil
	}
	bytes, err := g.Finish()
	if err != nil {
		return lower.Text{}, err
	}
	for i := range g.marks {
		g.marks[i].Offset = g.Moved(g.marks[i].Offset)
	}
	t := lower.Text{Bytes: bytes, Handlers: make(map[int32]int, len(g.handlers)), Marks: g.marks}
	if c.Record.Kind == object.KindBase && c.Entry == 0 {
		t.Construct = g.Offset(g.constructs)
	}
	if len(c.Unit.Resumed) > 0 {
		t.Resume = g.Offset(g.resumes)
	}
	for pc, l := range g.handlers {
		t.Handlers[pc] = g.Offset(l)
	}
	return t, nil
}

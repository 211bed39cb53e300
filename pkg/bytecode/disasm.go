package bytecode

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/kilnjs/kiln/pkg/bytecode/internal/optable"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/stack"
)

// Disassemble shows the instructions of p, one per line, each group under the
// line of source it comes from.
func Disassemble(p *Proto) string {
	var b strings.Builder
	name := p.Func.Name
	if name == "" {
		name = "(anonymous)"
	}
	src := p.Func.Program.Source
	fmt.Fprintf(&b, "%s: %d words, %d instructions\n", name, p.Words, len(p.Code))
	last := -1
	for pc := range p.Code {
		line, _ := src.Position(p.Position(int32(pc)))
		if line != last {
			fmt.Fprintf(&b, "%5d | %s\n", line, strings.TrimSpace(src.Line(line)))
			last = line
		}
		for id, at := range p.OSR {
			if at == int32(pc) {
				fmt.Fprintf(&b, "      ; loop %d\n", id)
			}
		}
		fmt.Fprintf(&b, "%6d  %s\n", pc, p.Text(pc))
	}
	for i := range p.Handlers {
		h := &p.Handlers[i]
		fmt.Fprintf(&b, "      ; %d-%d throws to %d with %s, environments %d\n", h.Start, h.End-1, h.Target, p.Register(h.Value), h.Depth)
	}
	return b.String()
}

// Text returns the instruction at pc as text.
func (p *Proto) Text(pc int) string {
	in := p.Code[pc]
	row := &opRows[in.Op]
	text := fmt.Sprintf("%-14s", row.Name)
	var parts []string
	for _, o := range [...]struct {
		kind  optable.Kind
		value uint16
	}{{row.A, in.A}, {row.B, in.B}, {row.C, in.C}} {
		if s := p.operandText(o.kind, o.value, in, pc); s != "" {
			parts = append(parts, s)
		}
	}
	switch row.N {
	case optable.Flag:
		if in.N != 0 {
			parts = append(parts, "#"+strconv.Itoa(int(in.N)))
		}
	case optable.Count:
		parts = append(parts, strconv.Itoa(int(in.N)))
	case optable.Special:
		parts = append(parts, (heap.Undefined + heap.Value(in.N)).String())
	}
	return strings.TrimRight(text+" "+strings.Join(parts, ", "), " ")
}

// Register is the name of a register, given as a word offset from the base of the frame.
func (p *Proto) Register(r uint16) string {
	switch int(r) {
	case stack.Callee:
		return "callee"
	case stack.This:
		return "this"
	case stack.NewTarget:
		return "newtarget"
	case stack.Argc:
		return "argc"
	case stack.Env:
		return "env"
	}
	return "r" + strconv.Itoa(int(r)-stack.Header)
}

func (p *Proto) operandText(k optable.Kind, v uint16, in Instr, pc int) string {
	switch k {
	case optable.None:
		return ""
	case optable.Imm16:
		return strconv.Itoa(int(int16(v)))
	case optable.Imm32:
		return strconv.Itoa(int(in.Wide()))
	case optable.Const32, optable.Name32:
		return p.ConstText(int(in.Wide()))
	case optable.Jump16:
		return "→" + strconv.Itoa(pc+1+int(int16(v)))
	case optable.Jump32:
		return "→" + strconv.Itoa(pc+1+int(in.Wide()))
	case optable.Cache:
		return "." + p.CacheNames[v]
	case optable.Cache32:
		return p.CacheNames[in.Wide()]
	case optable.Slot:
		return "slot " + strconv.Itoa(int(v))
	case optable.Hops:
		return "hops " + strconv.Itoa(int(v))
	case optable.Func:
		return "func " + p.Funcs[v].Name
	case optable.Func32:
		return "func " + p.Funcs[in.Wide()].Name
	case optable.Dynamic, optable.DynamicR, optable.DynamicM:
		return p.Dynamics[v].Name
	case optable.Shape:
		return "{" + strings.Join(p.Shapes[v], ", ") + "}"
	case optable.Table32:
		return p.tableText(int(in.Wide()), pc)
	case optable.Count, optable.Scope, optable.LoopID, optable.Flag:
		return strconv.Itoa(int(v))
	}
	return p.Register(v)
}

// ConstText returns constant i as text.
func (p *Proto) ConstText(i int) string {
	k := &p.Consts[i]
	switch k.Kind {
	case ConstNumber:
		return strconv.FormatFloat(k.Num, 'g', -1, 64)
	case ConstBigInt:
		return k.Text + "n"
	}
	return strconv.Quote(k.Text)
}

func (p *Proto) tableText(i, pc int) string {
	var b strings.Builder
	t := &p.Tables[i]
	for k, d := range t.Targets {
		if d != 0 {
			fmt.Fprintf(&b, " %d→%d", int(t.Min)+k, pc+1+int(d))
		}
	}
	return strings.TrimSpace(b.String())
}

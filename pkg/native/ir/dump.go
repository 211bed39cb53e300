package ir

import (
	"fmt"
	"strings"
)

// Dump returns the unit as text, an operation a line: the instruction that it stands
// for, what it writes and reads, and what its Aux says.
func (u *Unit) Dump() string {
	var out strings.Builder
	for i, b := range u.Blocks {
		fmt.Fprintf(&out, "block %d", i)
		if int32(i) == u.Entry {
			out.WriteString(", entry")
		}
		if b.Loop >= 0 && int(b.Loop) < len(u.Loops) {
			fmt.Fprintf(&out, ", loop %d", b.Loop)
			if l := u.Loops[b.Loop]; l.Header == int32(i) {
				out.WriteString(" begins")
				for _, p := range l.Pins {
					fmt.Fprintf(&out, ", r%d %s", p.R, formNames[p.Form])
				}
			}
		}
		out.WriteString("\n")
		for j := range b.Insts {
			fmt.Fprintf(&out, "%6d  %s\n", b.Insts[j].PC, u.Text(&b.Insts[j]))
		}
		if len(b.Succ) > 0 {
			fmt.Fprintf(&out, "        -> %v\n", b.Succ)
		}
	}
	return out.String()
}

var formNames = [...]string{InMemory: "in memory", Boxed: "boxed", Int32: "int", Float64: "double"}

// Text is the operation in one line.
func (u *Unit) Text(in *Inst) string {
	row := &table[in.Op]
	var out strings.Builder
	writes := in.Writes()
	if in.Dst >= 0 {
		writes = append([]Operand{in.Dst}, writes...)
	}
	if row.Effects&Advances != 0 {
		writes = append(writes, in.B())
	}
	for i, r := range writes {
		if i > 0 {
			out.WriteString(", ")
		}
		out.WriteString(u.operandText(r))
	}
	if len(writes) > 0 {
		out.WriteString(" = ")
	}
	out.WriteString(row.Name)
	names := strings.Fields(row.Args)
	for i, o := range in.Args {
		out.WriteString(" ")
		if i < len(names) && len(strings.TrimRight(names[i], "?…_")) > 1 {
			out.WriteString(strings.TrimRight(names[i], "?…") + "=")
		}
		out.WriteString(u.operandText(o))
	}
	if in.Aux != nil {
		out.WriteString(" " + auxText(in))
	}
	if in.Seen != 0 {
		fmt.Fprintf(&out, " met %v", in.Seen)
	}
	for _, flag := range []struct {
		set  bool
		name string
	}{{in.Generic, " generic"}, {in.Wraps, " wraps"}} {
		if flag.set {
			out.WriteString(flag.name)
		}
	}
	if in.Handler >= 0 {
		fmt.Fprintf(&out, " catch %d", in.Handler)
	}
	return out.String()
}

func (u *Unit) operandText(o Operand) string {
	switch {
	case o == NoReg:
		return "-"
	case o >= 0:
		return fmt.Sprint("r", o)
	case int(^o) >= len(u.consts):
		return fmt.Sprint("constant ", ^o)
	}
	return valueText(u.Constant(o))
}

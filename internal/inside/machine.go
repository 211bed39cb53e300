package inside

import (
	"encoding/hex"
	"fmt"
	"io"
	"strings"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/native"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
	"github.com/kilnjs/kiln/pkg/watch"
)

// Refusals remembers why functions have no machine code.
type Refusals struct{ reasons map[watch.Function]string }

// WatchRefusals listens to s for functions that a tier declines.
func WatchRefusals(s *watch.Stream) *Refusals {
	r := &Refusals{map[watch.Function]string{}}
	s.Listen(watch.Of(watch.Decline), func(e *watch.Event) {
		if e.To == watch.Native {
			r.reasons[e.Function] = e.Reason
		}
	})
	return r
}

// Machine is the machine code of functions of one program.
type Machine struct {
	File      string         `json:"file"`
	Functions []*MachineFunc `json:"functions"`

	source *syntax.Source
}

// MachineFunc is the machine code of one function.
type MachineFunc struct {
	Name  string `json:"name"`
	Place        // where it begins
	// Why says why there is no machine code, "" when there is.
	Why   string         `json:"why,omitempty"`
	Units []*MachineUnit `json:"units"`
}

// MachineUnit is one piece of machine code.
type MachineUnit struct {
	Whole bool       `json:"whole"` // the whole function; else made for a frame that was in a loop
	Entry int32      `json:"entry"` // instruction of bytecode where it begins
	Used  bool       `json:"used"`  // false: it was thrown away
	Bytes int        `json:"bytes"`
	Unit  []string   `json:"unit"` // the intermediate form, line by line
	Parts []CodePart `json:"parts"`
	// Passes are the graph that it was made of, if it was, after each pass.
	Passes []MachinePass `json:"passes,omitempty"`
	Left   map[int]int   `json:"left,omitempty"` // how often frames went back to bytecode, by instruction
}

// MachinePass is a graph after a pass of the optimizing compiler.
type MachinePass struct {
	Name  string   `json:"name"`
	Graph []string `json:"graph"`
}

// CodePart is machine code that came from one operation, or that stands beside one.
type CodePart struct {
	PC          int           `json:"pc"`          // instruction of bytecode, -1: no single one
	Instruction string        `json:"instruction"` // its text
	Line        int           `json:"line"`        // of source, 0: none
	Operation   string        `json:"operation"`   // of the intermediate form
	What        string        `json:"what,omitempty"`
	Cold        bool          `json:"cold,omitempty"` // it stands behind the hot paths
	Code        []MachineCode `json:"code"`
}

// MachineCode is one instruction of the machine.
type MachineCode struct {
	Offset int    `json:"offset"`
	Bytes  string `json:"bytes"` // in hexadecimal digits
	Text   string `json:"text"`
}

// NewMachine describes the machine code that functions of a program have in r, which must
// have been told to keep listings before it ran the program.
func NewMachine(s *Selection, r *kiln.Runtime, refused *Refusals) *Machine {
	m := &Machine{File: s.Program.Source.Name, Functions: []*MachineFunc{}, source: s.Program.Source}
	codes := codesOf(r.Object())
	for _, f := range s.Functions {
		out := &MachineFunc{Name: s.Name(f), Place: placeOf(s.Program.Source, f.From), Units: []*MachineUnit{}}
		code := codes[f]
		if code != nil {
			for _, l := range r.Tiers().Listings(code) {
				out.Units = append(out.Units, newUnit(f, bytecode.FunctionOf(code), &l))
			}
		}
		if len(out.Units) == 0 {
			out.Why = whyNot(code, refused.reasons[watch.Function(f)])
		}
		m.Functions = append(m.Functions, out)
	}
	return m
}

// whyNot says why there is no machine code of a function that was declined for reason.
func whyNot(code *object.Code, reason string) string {
	switch {
	case !native.Available:
		return "there is no code generator for this platform"
	case reason != "":
		return "declined: " + reason
	case code == nil || code.Calls == 0 && code.T1 == nil:
		return "never called"
	case code.Tier == object.TierInterp:
		return "not hot: it runs in interp"
	}
	return "not hot, or so small that only machine code gains by calling it as machine code: it runs in " + code.Tier.String()
}

func newUnit(f *syntax.FuncInfo, fn *bytecode.Function, l *native.Listing) *MachineUnit {
	u := &MachineUnit{
		Whole: l.Entry == 0, Entry: l.Entry, Used: l.Used, Bytes: len(l.Bytes),
		Unit: strings.Split(strings.TrimRight(l.Unit, "\n"), "\n"), Left: map[int]int{},
	}
	for _, p := range l.Passes {
		u.Passes = append(u.Passes, MachinePass{p.Name, strings.Split(strings.TrimRight(p.Graph, "\n"), "\n")})
	}
	for pc, n := range l.Leaves {
		u.Left[int(pc)] = n
	}
	for _, part := range l.Parts {
		p := CodePart{PC: int(part.PC), Operation: part.Operation, What: part.What, Cold: part.Cold}
		if part.PC >= 0 && int(part.PC) < len(fn.Proto().Code) {
			p.Instruction = fn.Proto().Text(int(part.PC))
			p.Line, _ = f.Program.Source.Position(fn.Proto().Position(part.PC))
		}
		p.Code = disassemble(l.Bytes[:part.To], part.From)
		u.Parts = append(u.Parts, p)
	}
	return u
}

// disassemble decodes the instructions of code from the offset on. What is none is shown
// byte by byte.
func disassemble(code []byte, offset int) []MachineCode {
	var out []MachineCode
	for offset < len(code) {
		text, n := instruction(code[offset:], offset)
		if n == 0 {
			n = 1
			text = fmt.Sprintf("byte %#x", code[offset])
		}
		out = append(out, MachineCode{offset, hex.EncodeToString(code[offset : offset+n]), text})
		offset += n
	}
	return out
}

// WriteText writes the intermediate form, and below it the machine code under the lines of
// source, the instructions of bytecode and the operations from which it comes. With
// dump false the intermediate form is left out; with passes true the graphs stand there too.
func (m *Machine) WriteText(w io.Writer, dump, passes bool) error {
	out := &printer{w: w}
	for i, f := range m.Functions {
		if i > 0 {
			out.printf("\n")
		}
		if f.Why != "" {
			out.printf("%s (%s:%d:%d): no machine code: %s\n", f.Name, m.File, f.Line, f.Column, f.Why)
		}
		for k, u := range f.Units {
			if k > 0 {
				out.printf("\n")
			}
			out.printf("%s (%s:%d:%d): %s\n", f.Name, m.File, f.Line, f.Column, u.title())
			section := func(title string, lines []string) {
				out.printf("\n%s\n", title)
				for _, line := range lines {
					out.printf("  %s\n", line)
				}
			}
			if dump {
				section("intermediate form", u.Unit)
			}
			if passes {
				for _, p := range u.Passes {
					section("graph after "+p.Name, p.Graph)
				}
			}
			if dump || passes {
				out.printf("\nmachine code\n")
			}
			u.write(out, m.source)
		}
	}
	return out.err
}

func (u *MachineUnit) title() string {
	text := "machine code of the whole function"
	if !u.Whole {
		text = fmt.Sprintf("machine code from the back edge at %d on", u.Entry)
	}
	text += fmt.Sprintf(", %d bytes", u.Bytes)
	if !u.Used {
		text += ", thrown away"
	}
	return text
}

func (u *MachineUnit) write(out *printer, src *syntax.Source) {
	line, pc, operation, cold := 0, -1, "", false
	for _, p := range u.Parts {
		if p.Cold && !cold {
			cold, line, pc, operation = true, 0, -1, ""
			out.printf("\nbehind the hot paths\n")
		}
		if p.Line != 0 && p.Line != line {
			line = p.Line
			out.printf("%5d | %s\n", line, strings.TrimSpace(src.Line(line)))
		}
		if p.PC >= 0 && p.PC != pc {
			pc, operation = p.PC, ""
			out.printf("%6d  %s\n", pc, p.Instruction)
		}
		if p.Operation != "" && p.Operation != operation {
			operation = p.Operation
			out.printf("          %s\n", operation)
		}
		if p.What != "" {
			out.printf("          (%s)\n", p.What)
		}
		for _, c := range p.Code {
			out.printf("            %5x  %s\n", c.Offset, c.Text)
		}
	}
}

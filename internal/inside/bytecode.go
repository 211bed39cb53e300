package inside

import (
	"fmt"
	"io"
	"strings"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Bytecode is the bytecode of functions of one program.
type Bytecode struct {
	File      string          `json:"file"`
	Functions []*BytecodeFunc `json:"functions"`

	source *syntax.Source
}

// BytecodeFunc is the bytecode of one function.
type BytecodeFunc struct {
	Name         string        `json:"name"`
	Place                      // where it begins
	Frame        Frame         `json:"frame"`
	Words        int           `json:"words"` // of a frame, its header included
	Declined     string        `json:"declined,omitempty"`
	Constants    []string      `json:"constants"`
	Instructions []Instruction `json:"instructions"`
	Handlers     []Handler     `json:"handlers"`
	// Run is what has happened to the function in a runtime, if one has been asked.
	Run *Run `json:"run,omitempty"`
}

// Run says what a runtime has done with a function.
type Run struct {
	Tier string `json:"tier"` // that runs calls now; "" when it was never called
}

// Instruction is one instruction of bytecode.
type Instruction struct {
	PC    int    `json:"pc"`
	Op    string `json:"op"`
	Text  string `json:"text"` // with its operands
	Place        // of what it comes from
	Loop  *int   `json:"loop,omitempty"`  // the loop that begins here
	Cache string `json:"cache,omitempty"` // the name for which it has an inline cache
	Met   *Met   `json:"met,omitempty"`   // what it has met
}

// Met is what an instruction has met in a runtime.
type Met struct {
	Types  []string `json:"types,omitempty"`
	Callee string   `json:"callee,omitempty"` // reached last
	Cache  *Cache   `json:"cache,omitempty"`
}

// Handler protects the instructions from From to To, that one included.
type Handler struct {
	From         int    `json:"from"`
	To           int    `json:"to"`
	Target       int    `json:"target"`
	Value        string `json:"value"`
	Environments int    `json:"environments"`
}

// NewBytecode describes functions of a program, with what they have met in r if that is
// not nil.
func NewBytecode(s *Selection, r *kiln.Runtime) *Bytecode {
	b := &Bytecode{File: s.Program.Source.Name, Functions: []*BytecodeFunc{}, source: s.Program.Source}
	var rt *object.Runtime
	codes := map[*syntax.FuncInfo]*object.Code{}
	if r != nil {
		rt = r.Object()
		codes = codesOf(rt)
	}
	for _, f := range s.Functions {
		b.Functions = append(b.Functions, bytecodeOf(s, f, codes[f], rt))
	}
	return b
}

// codesOf returns the code records of script functions that are alive.
func codesOf(rt *object.Runtime) map[*syntax.FuncInfo]*object.Code {
	codes := map[*syntax.FuncInfo]*object.Code{}
	for _, c := range rt.Codes {
		if c != nil && c.Func != nil && codes[c.Func] == nil {
			codes[c.Func] = c
		}
	}
	return codes
}

func bytecodeOf(s *Selection, f *syntax.FuncInfo, code *object.Code, rt *object.Runtime) *BytecodeFunc {
	out := &BytecodeFunc{
		Name: s.Name(f), Place: placeOf(f.Program.Source, f.From), Frame: *frameOf(f),
		Constants: []string{}, Instructions: []Instruction{}, Handlers: []Handler{},
	}
	var fn *bytecode.Function
	if rt != nil {
		out.Run = &Run{}
		if code != nil {
			fn = bytecode.FunctionOf(code)
		}
		if fn != nil || code != nil && code.Calls > 0 {
			out.Run = &Run{Tier: code.Tier.String()}
		}
	}
	p, err := protoOf(f, fn)
	if err != nil {
		out.Declined = err.Error()
		return out
	}
	out.Words = p.Words
	for i := range p.Consts {
		out.Constants = append(out.Constants, p.ConstText(i))
	}
	for pc := range p.Code {
		in := Instruction{PC: pc, Op: p.Code[pc].Op.String(), Text: p.Text(pc), Place: placeOf(f.Program.Source, p.Position(int32(pc)))}
		if loop := p.Loop(pc); loop >= 0 {
			in.Loop = &loop
		}
		in.Cache, _ = p.CacheName(pc)
		if fn != nil {
			in.Met = metOf(s, rt, fn, pc, in.Cache)
		}
		out.Instructions = append(out.Instructions, in)
	}
	for _, h := range p.Handlers {
		out.Handlers = append(out.Handlers, Handler{int(h.Start), int(h.End) - 1, int(h.Target), p.Register(h.Value), int(h.Depth)})
	}
	return out
}

func protoOf(f *syntax.FuncInfo, fn *bytecode.Function) (*bytecode.Proto, error) {
	if fn != nil {
		return fn.Proto(), nil
	}
	return bytecode.Compile(f)
}

var seenNames = [...]string{"int", "double", "boolean", "object", "string", "other"}

var elementNames = [object.NumElementTypes]string{
	"Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array",
	"BigInt64Array", "BigUint64Array", "Float16Array", "Float32Array", "Float64Array",
}

// metOf describes what an instruction has met; nil when that is nothing that is recorded.
func metOf(s *Selection, rt *object.Runtime, fn *bytecode.Function, pc int, name string) *Met {
	met := fn.Met(pc)
	out := &Met{}
	for i, text := range seenNames {
		if met.Types>>i&1 != 0 {
			out.Types = append(out.Types, text)
		}
	}
	if met.Elements&bytecode.SeenName != 0 {
		out.Types = append(out.Types, "a key that is no number")
	}
	if met.Elements&bytecode.SeenText != 0 {
		out.Types = append(out.Types, "characters of a string")
	}
	for i, text := range elementNames {
		if met.Elements&(bytecode.SeenTyped<<i) != 0 {
			out.Types = append(out.Types, text)
		}
	}
	if met.Callee != nil && met.Callee.Func != nil {
		out.Callee = s.Name(met.Callee.Func)
	}
	if met.Cache != nil && (met.Cache.N > 0 || met.Cache.Mega) {
		switch fn.Proto().Code[pc].Op {
		case bytecode.OpGetGlobal, bytecode.OpSetGlobal, bytecode.OpInitGlobal:
			out.Cache = globalCacheOf(met.Cache, name)
		default:
			out.Cache = cacheOf(rt, met.Cache, met.Key, name)
		}
	}
	if out.Types == nil && out.Callee == "" && out.Cache == nil {
		return nil
	}
	return out
}

// String shows it in a line.
func (m *Met) String() string {
	var parts []string
	if m.Types != nil {
		parts = append(parts, strings.Join(m.Types, "|"))
	}
	if m.Callee != "" {
		parts = append(parts, "calls "+m.Callee)
	}
	if m.Cache != nil {
		parts = append(parts, m.Cache.String())
	}
	return strings.Join(parts, "; ")
}

// String shows the cache in a line. Shapes with the same keys differ in how many of them
// are in the object itself, or in attributes.
func (c *Cache) String() string {
	var texts []string
	times := map[string]int{}
	for _, e := range c.Entries {
		text := strings.TrimSpace(e.Shape + " " + e.Finds)
		if e.To != "" {
			text = e.Shape + " → " + e.To
		}
		if times[text]++; times[text] == 1 {
			texts = append(texts, text)
		}
	}
	if texts == nil {
		return c.State
	}
	for i, text := range texts {
		if n := times[text]; n > 1 {
			texts[i] = fmt.Sprintf("%s (%d shapes of these keys)", text, n)
		}
	}
	return c.State + ": " + strings.Join(texts, ", ")
}

// textWidth is the room for an instruction before what it has met.
const textWidth = 40

// WriteText writes the instructions below the lines of source from which they come.
func (b *Bytecode) WriteText(w io.Writer) error {
	out := &printer{w: w}
	for i, f := range b.Functions {
		if i > 0 {
			out.printf("\n")
		}
		f.write(out, b.source)
	}
	return out.err
}

func (f *BytecodeFunc) write(out *printer, src *syntax.Source) {
	out.printf("%s (%s:%d:%d), %s", f.Name, src.Name, f.Line, f.Column, registers(&f.Frame))
	if f.Declined != "" {
		out.printf("\nno bytecode: %s\n", f.Declined)
		return
	}
	out.printf(", frame of %d words, %d instructions\n", f.Words, len(f.Instructions))
	switch {
	case f.Run == nil:
	case f.Run.Tier == "":
		out.printf("never called\n")
	default:
		out.printf("runs in %s\n", f.Run.Tier)
	}
	line := 0
	for _, in := range f.Instructions {
		if in.Line != line {
			line = in.Line
			out.printf("%5d | %s\n", line, strings.TrimSpace(src.Line(line)))
		}
		if in.Loop != nil {
			out.printf("        loop %d\n", *in.Loop)
		}
		if in.Met == nil {
			out.printf("%6d  %s\n", in.PC, in.Text)
		} else {
			out.printf("%6d  %-*s ; %s\n", in.PC, textWidth, in.Text, in.Met)
		}
	}
	for _, h := range f.Handlers {
		out.printf("        %d–%d throw to %d with %s, environments %d\n", h.From, h.To, h.Target, h.Value, h.Environments)
	}
	if len(f.Constants) > 0 {
		out.printf("        constants: %s\n", strings.Join(f.Constants, ", "))
	}
}

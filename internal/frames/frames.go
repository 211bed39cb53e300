package frames

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Register is a register of a frame.
type Register struct {
	Name  string
	Value string
	// Same names an earlier register of the dump that holds the same cell, "" if
	// there is none. It means something in a dump without frames of tier 0.
	Same string
	// Statement says that it is a temporary of a statement: tiers 0 and 1 hold
	// iterators there in their own way, and what a finally block has not waited for is
	// whatever lay there before.
	Statement bool
}

// Frame is a frame of a script's function.
type Frame struct {
	Function  string
	Walked    bool  // in tier 0
	PC        int32 // instruction, in tiers 1 and 2
	Arguments int
	Registers []Register
	Scopes    []string // the variables in environments, innermost first
}

// Dump is a stack, its innermost frame first.
type Dump []Frame

// Recorder takes dumps of one runtime.
type Recorder struct {
	rt    *object.Runtime
	lives map[*bytecode.Proto]*bytecode.Liveness
}

// NewRecorder returns a recorder for the runtime.
func NewRecorder(rt *object.Runtime) *Recorder {
	return &Recorder{rt: rt, lives: map[*bytecode.Proto]*bytecode.Liveness{}}
}

// Take describes the stack as it is. With texts the contents of long strings count,
// which makes them flat.
func (r *Recorder) Take(texts bool) Dump {
	var dump Dump
	d := &describer{rt: r.rt, texts: texts, first: map[heap.Value]string{}}
	r.rt.Stack.Walk(func(v stack.FrameView) bool {
		callee := v.Callee()
		if v.Bits()&stack.TierMask == stack.TierHost || !callee.IsObject() || callee.Object().Class() != heap.ClassFunction {
			return true
		}
		if code := r.rt.CodeOf(callee.Object()); code.Func != nil {
			dump = append(dump, r.frame(d, len(dump), v, code))
		}
		return true
	})
	return dump
}

func (r *Recorder) frame(d *describer, n int, v stack.FrameView, code *object.Code) Frame {
	f := Frame{Function: code.Func.Name, Arguments: int(v.Word(stack.Argc).AsInt()), PC: -1}
	add := func(i int) {
		name := registerName(code.Func, i)
		value := v.Word(i)
		f.Registers = append(f.Registers, Register{
			Name:      name,
			Value:     d.describe(value, 0),
			Same:      d.same(value, fmt.Sprintf("%d.%s", n, name)),
			Statement: i >= stack.Header+int(code.Func.TempBase) && i < stack.Header+int(code.Func.NumLocals),
		})
	}
	if f.Walked = v.Bits()&stack.TierMask == stack.TierInterp; f.Walked {
		add(stack.This)
		if v.Pos() == int(code.Func.From) {
			return f // a constructor that has not begun: its fields come first
		}
		for i := range int(code.Func.TempBase) {
			add(stack.Header + i)
		}
	} else {
		f.PC = int32(v.Pos())
		r.liveness(bytecode.FunctionOf(code).Proto()).During(f.PC, add)
	}
	f.Scopes = d.scopes(v.Env(), object.ClosureEnv(v.Callee().Object()))
	return f
}

func (r *Recorder) liveness(p *bytecode.Proto) *bytecode.Liveness {
	l := r.lives[p]
	if l == nil {
		l = p.Liveness()
		r.lives[p] = l
	}
	return l
}

// registerName is the name of word i of a frame of f, by the variables that lie there.
func registerName(f *syntax.FuncInfo, i int) string {
	switch i {
	case stack.This:
		return "this"
	case stack.NewTarget:
		return "new.target"
	}
	var names []string
	for _, s := range f.Scopes {
		for _, b := range s.Bindings {
			if b.Store == syntax.StoreReg && int(b.Index) == i-stack.Header {
				names = append(names, b.Name)
			}
		}
	}
	return strings.TrimSpace(fmt.Sprintf("r%d %s", i-stack.Header, strings.Join(names, "/")))
}

// Difference says where two dumps of the same point of a program differ first, and
// is "" when they agree. With walked frames of one of them may have begun in tier 0.
func Difference(a, b Dump, walked bool) string {
	if len(a) != len(b) {
		return fmt.Sprintf("frames %s and %s", a.functions(), b.functions())
	}
	for i := range a {
		if d := a[i].difference(&b[i], walked); d != "" {
			return fmt.Sprintf("frame %d, %s at instructions %d and %d: %s", i, a[i].Function, a[i].PC, b[i].PC, d)
		}
	}
	return ""
}

func (d Dump) functions() []string {
	var names []string
	for i := range d {
		names = append(names, strconv.Quote(d[i].Function))
	}
	return names
}

func (f *Frame) difference(g *Frame, walked bool) string {
	switch {
	case f.Function != g.Function:
		return "function " + g.Function
	case f.Arguments != g.Arguments:
		return fmt.Sprintf("%d and %d arguments", f.Arguments, g.Arguments)
	case !f.Walked && !g.Walked && f.PC != g.PC:
		return "other instruction"
	}
	if d := scopesDifference(f.Scopes, g.Scopes); d != "" {
		return d
	}
	if f.Walked != g.Walked {
		return commonDifference(f.Registers, g.Registers)
	}
	for i := range max(len(f.Registers), len(g.Registers)) {
		switch {
		case i >= len(f.Registers), i >= len(g.Registers):
			return fmt.Sprintf("%d and %d live registers", len(f.Registers), len(g.Registers))
		case f.Registers[i].Name != g.Registers[i].Name:
			return fmt.Sprintf("%s and %s are live", f.Registers[i].Name, g.Registers[i].Name)
		}
		a, b := f.Registers[i], g.Registers[i]
		switch {
		case walked && a.Statement:
		case a.Value != b.Value:
			return fmt.Sprintf("%s: %s | %s", a.Name, a.Value, b.Value)
		case !walked && a.Same != b.Same:
			return fmt.Sprintf("%s: same as %q | %q", a.Name, a.Same, b.Same)
		}
	}
	return ""
}

// commonDifference compares the registers that are in both lists.
func commonDifference(a, b []Register) string {
	values := map[string]string{}
	for _, r := range a {
		values[r.Name] = r.Value
	}
	for _, r := range b {
		if v, ok := values[r.Name]; ok && v != r.Value {
			return fmt.Sprintf("%s: %s | %s", r.Name, v, r.Value)
		}
	}
	return ""
}

func scopesDifference(a, b []string) string {
	if len(a) != len(b) {
		return fmt.Sprintf("%d and %d environments", len(a), len(b))
	}
	for i := range a {
		if a[i] != b[i] {
			return fmt.Sprintf("environment %d: %s | %s", i, a[i], b[i])
		}
	}
	return ""
}

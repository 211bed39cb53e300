package inside

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// UnknownFunction is the error of Select; it lists what there is.
type UnknownFunction struct {
	Wanted string
	Known  []string // "name (line)", in order of the text
}

// maxKnown is how many functions the message lists.
const maxKnown = 40

// Error implements error.
func (e *UnknownFunction) Error() string {
	if len(e.Known) == 0 {
		return fmt.Sprintf("there is no function %s; the file has none", e.Wanted)
	}
	list := e.Known
	more := ""
	if len(list) > maxKnown {
		more = fmt.Sprintf(" and %d more", len(list)-maxKnown)
		list = list[:maxKnown]
	}
	return fmt.Sprintf("there is no function %s; there are %s%s", e.Wanted, strings.Join(list, ", "), more)
}

// Selection is functions of a program, in the order of the text.
type Selection struct {
	Program   *syntax.Program
	Functions []*syntax.FuncInfo

	assigned map[*syntax.FuncInfo]string // what functions without a name are assigned to, as far as looked up
}

// Name is Name, but for a function without a name that is assigned to something, as in
// a.b = function () {}, what that is.
func (s *Selection) Name(f *syntax.FuncInfo) string {
	text, known := s.assigned[f]
	if !known && f.Name == "" {
		text = syntax.AssignedTo(f)
		s.assigned[f] = text
	}
	if text != "" {
		return text
	}
	return Name(f)
}

// newSelection selects no function of a program yet.
func newSelection(prog *syntax.Program) *Selection {
	return &Selection{Program: prog, assigned: map[*syntax.FuncInfo]string{}}
}

// Select finds the functions of a program that are meant by selector: all for "", those
// of that name or, for members of classes, of that name after the name of the class and a
// dot; for a number the innermost function that begins in that line or, if none does, the
// innermost around it.
func Select(program *kiln.Program, selector string) (*Selection, error) {
	prog := program.Syntax()
	out := newSelection(prog)
	if selector == "" {
		out.Functions = prog.Funcs
		return out, nil
	}
	if line, err := strconv.Atoi(selector); err == nil {
		if f := atLine(prog, line); f != nil {
			out.Functions = []*syntax.FuncInfo{f}
			return out, nil
		}
		return nil, fmt.Errorf("there is no line %d in %s", line, prog.Source.Name)
	}
	for _, f := range prog.Funcs {
		if f.Name == selector || out.Name(f) == selector {
			out.Functions = append(out.Functions, f)
		}
	}
	if out.Functions == nil {
		e := &UnknownFunction{Wanted: selector}
		for _, f := range prog.Funcs[1:] {
			_, line := f.Location()
			e.Known = append(e.Known, fmt.Sprintf("%s (line %d)", out.Name(f), line))
		}
		return nil, e
	}
	return out, nil
}

func atLine(prog *syntax.Program, line int) *syntax.FuncInfo {
	if last, _ := prog.Source.Position(syntax.Pos(len(prog.Source.Text))); line < 1 || line > last {
		return nil
	}
	best, begins := prog.Body, false
	for _, f := range prog.Funcs[1:] {
		from, _ := prog.Source.Position(f.From)
		to, _ := prog.Source.Position(f.To)
		switch {
		case from == line && (!begins || f.To-f.From > best.To-best.From):
			// Of those that begin here the outermost: f(x => x) is written for f.
			best, begins = f, true
		case !begins && from <= line && line <= to && f.To-f.From <= best.To-best.From:
			best = f
		}
	}
	return best
}

// Name is what views call a function: its name, after the one of its class, or what it is.
func Name(f *syntax.FuncInfo) string {
	name := f.Name
	switch f.Kind {
	case syntax.FuncScript, syntax.FuncModule, syntax.FuncEval:
		return "(" + f.Kind.String() + ")"
	case syntax.FuncClassFields, syntax.FuncClassStatic:
		name = "(" + f.Kind.String() + ")"
	}
	if name == "" {
		name = "(anonymous)"
	}
	if class := classOf(f); class != "" {
		return class + "." + name
	}
	return name
}

// classOf is the name of the class of which f is a member other than the constructor.
func classOf(f *syntax.FuncInfo) string {
	if f.Class != nil && f.Kind != syntax.FuncClassConstructor && f.Kind != syntax.FuncDerivedConstructor {
		return f.Class.Name
	}
	if !f.ClassMember || f.Outer == nil {
		return ""
	}
	for _, outer := range f.Outer.Funcs {
		if c := outer.Class; c != nil && slices.ContainsFunc(c.Members, func(m *syntax.ClassMember) bool { return m.Value != nil && m.Value.Func == f }) {
			return c.Name
		}
	}
	return ""
}

// Place is a place in a source text: line and column count from 1, columns in UTF-16
// code units.
type Place struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

func placeOf(src *syntax.Source, p syntax.Pos) Place {
	line, col := src.Position(p)
	return Place{line, col}
}

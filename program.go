package kiln

import (
	"errors"

	"github.com/kilnjs/kiln/pkg/regexp"
	"github.com/kilnjs/kiln/pkg/syntax"
)

func init() { syntax.CheckPattern = regexp.Check }

// Kind says what a source text is.
type Kind uint8

// The kinds of programs.
const (
	Script Kind = iota
	Module
	// Interactive is a script that a person types at a prompt, piece by piece: its let,
	// const and class may declare again what an earlier script declared so, and await is
	// an operator at its top. Where it awaits, Run returns the promise of its completion
	// value.
	Interactive
)

// Program is a parsed source text. It is immutable and may be shared by
// runtimes and goroutines.
type Program struct {
	prog *syntax.Program
	kind Kind
}

// Name returns the name that Compile was given.
func (p *Program) Name() string { return p.prog.Source.Name }

// Kind returns what the program is.
func (p *Program) Kind() Kind { return p.kind }

// Syntax returns the tree, for tools.
func (p *Program) Syntax() *syntax.Program {
	p.prog.Complete()
	return p.prog
}

// Awaits reports whether the top of the program awaits.
func (p *Program) Awaits() bool { return p.prog.Body.ContainsAwait }

// Compile parses a source text. name is what stack traces call it; relative
// imports of a module start from it. The error is a *SyntaxError.
func Compile(name, source string, kind Kind) (*Program, error) {
	return parse(syntax.NewSource(name, source), kind, nil, nil)
}

// CompileCounted is Compile for a program that counts how often its parts begin, for
// tools. It belongs to one runtime.
func CompileCounted(name, source string, kind Kind, counts *syntax.Counts) (*Program, error) {
	return parse(syntax.NewSource(name, source), kind, nil, counts)
}

func parse(src *syntax.Source, kind Kind, poll syntax.Poll, counts *syntax.Counts) (*Program, error) {
	opts := syntax.Options{Completion: kind != Module, Interactive: kind == Interactive, Lazy: true, Poll: poll, Counts: counts}
	if kind == Module {
		opts.Goal = syntax.GoalModule
	}
	prog, err := syntax.Parse(src, opts)
	if err != nil {
		var e *syntax.Error
		if errors.As(err, &e) {
			return nil, &SyntaxError{e}
		}
		return nil, err
	}
	return &Program{prog, kind}, nil
}

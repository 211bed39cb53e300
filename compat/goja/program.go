package goja

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/internal/hook"
	"github.com/dop251/goja/internal/mapped"
	"github.com/dop251/goja/internal/print"
	"github.com/dop251/goja/parser"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Program is a parsed script. It belongs to no runtime and may be used by several at once.
type Program struct {
	prog *syntax.Program
	file *file.File
}

// CompilerError is an error of a source text, with where it is if that is known.
type CompilerError struct {
	Message string
	File    *file.File
	Offset  int
}

// CompilerSyntaxError is a text that is no script.
type CompilerSyntaxError struct {
	CompilerError
}

// CompilerReferenceError is a text that assigns to what cannot be assigned to.
type CompilerReferenceError struct {
	CompilerError
}

func (e *CompilerError) where() string {
	if e.File == nil {
		return ""
	}
	return " at " + e.File.Position(e.Offset).String()
}

// Error is the message, with where.
func (e *CompilerSyntaxError) Error() string { return "SyntaxError: " + e.Message + e.where() }

// Error is the message, with where.
func (e *CompilerReferenceError) Error() string { return "ReferenceError: " + e.Message + e.where() }

// Compile parses a script; strict makes it strict code from the start. The error is a
// *CompilerSyntaxError.
func Compile(name, src string, strict bool) (*Program, error) { return compile(name, src, strict) }

// MustCompile is Compile that panics with the error.
func MustCompile(name, src string, strict bool) *Program {
	p, err := Compile(name, src, strict)
	if err != nil {
		panic(err)
	}
	return p
}

// Parse parses a script for CompileAST, with options.
func Parse(name, src string, options ...parser.Option) (prg *ast.Program, err error) {
	return parser.ParseFile(nil, name, src, 0, options...)
}

// CompileAST makes a Program of a tree. One that is as Parse has made it stands for its text;
// of one that was changed a text is made, which places in stack traces are in.
func CompileAST(prg *ast.Program, strict bool) (*Program, error) {
	f := prg.File
	if f == nil {
		f = file.NewFile("", "", 1)
	}
	text := print.Program(prg)
	if tree, err := hook.Tree(f); err != nil || print.Program(tree) != text {
		f = file.NewFile(f.Name(), text, 1)
	}
	return compileFile(f, strict)
}

func compileFile(f *file.File, strict bool) (*Program, error) {
	p, err := parseScript(f.Name(), f.Source(), strict)
	if err != nil {
		return nil, err
	}
	p.file = f
	return p, nil
}

func compile(name, src string, strict bool, options ...parser.Option) (*Program, error) {
	if !strings.Contains(src, "sourceMappingURL") {
		if p, err := parseScript(name, src, strict); err == nil {
			return p, nil
		}
	}
	f := file.NewFile(name, src, 1)
	err := hook.Check(f, options)
	if list, ok := err.(parser.ErrorList); ok && strings.HasSuffix(list[0].Message, " has already been declared") {
		return nil, &CompilerSyntaxError{CompilerError{list[0].Message, f, offsetOf(src, list[0].Position.Line, list[0].Position.Column)}}
	}
	if err != nil {
		return nil, &CompilerSyntaxError{CompilerError{Message: err.Error()}}
	}
	return compileFile(f, strict)
}

func parseScript(name, src string, strict bool) (*Program, error) {
	prog, err := syntax.Parse(syntax.NewSource(name, src), syntax.Options{Strict: strict, Completion: true})
	if err != nil {
		var e *syntax.Error
		if !errors.As(err, &e) {
			return nil, err
		}
		if name == "" {
			name = "(anonymous)"
		}
		return nil, &CompilerSyntaxError{CompilerError{Message: fmt.Sprintf("%s: Line %d:%d %s", name, e.Line, e.Col, e.Msg)}}
	}
	return &Program{prog: prog}, nil
}

// RunString runs a script and returns its completion value.
func (r *Runtime) RunString(str string) (Value, error) { return r.RunScript("", str) }

// RunScript runs a script that stack traces call name. A text that is no script is an
// *Exception too.
func (r *Runtime) RunScript(name, src string) (Value, error) {
	p, err := compile(name, src, false, r.parserOptions...)
	if err != nil {
		return nil, r.syntaxError(err)
	}
	return r.RunProgram(p)
}

// syntaxError is the Exception for a text that is no script.
func (r *Runtime) syntaxError(err error) error {
	thrown := r.enter(func() error { return r.obj.SyntaxError("%s", err.Error()) })
	if e, ok := thrown.(*Exception); ok {
		e.stack = nil
	}
	return thrown
}

// RunProgram runs a script, and the promise jobs that are left when the outermost run ends.
// The error is an *Exception, an *InterruptedError or a *StackOverflowError, or one of Kiln
// when a limit was reached.
func (r *Runtime) RunProgram(p *Program) (result Value, err error) {
	if p.file != nil && mapped.Has(p.file) {
		r.files[p.file.Name()] = p.file
	}
	if r.depth > 0 {
		mark := r.obj.Heap.OpenScope()
		result, err = r.runScript(p.prog)
		err = r.failure(err)
		r.obj.Heap.CloseScope(mark)
	} else {
		result, err = r.runFirst(p.prog)
	}
	if p, ok := err.(*hostPanic); ok {
		panic(p.value)
	}
	return result, err
}

// runFirst is runScript as the outermost entry: enterJobs, spelt out since so much is run this
// way.
func (r *Runtime) runFirst(p *syntax.Program) (result Value, err error) {
	if dead := r.obj.Dead(); dead != nil {
		return nil, dead
	}
	defer r.leave(r.arrive(), &err)
	if err = r.obj.Attend(); err == nil {
		result, err = r.runScript(p)
	}
	if err = r.finish(err); err != nil {
		return nil, r.failure(err)
	}
	return result, nil
}

func (r *Runtime) runScript(p *syntax.Program) (Value, error) {
	v, err := r.obj.RunScript(p, r.realm)
	if err != nil {
		return nil, err
	}
	return r.value(v), nil
}

// StartProfile begins to write a profile. There is none yet for programs of this interface:
// `kiln prof` and package prof have more to say.
func StartProfile(w io.Writer) error { return errors.New("profiles are made by kiln prof") }

// StopProfile ends what StartProfile began.
func StopProfile() {}

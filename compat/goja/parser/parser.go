// Package parser parses scripts with the parser of Kiln.
package parser

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/internal/hook"
	"github.com/go-sourcemap/sourcemap"
	_ "github.com/kilnjs/kiln" // gives the parser its check of patterns
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Mode has bits that change how a text is parsed. None is needed.
type Mode uint

// IgnoreRegExpErrors is there for compatibility: no pattern is refused that scripts may have.
const IgnoreRegExpErrors Mode = 1 << iota

type options struct {
	disableSourceMaps bool
	loader            func(path string) ([]byte, error)
}

// Option changes how a text is parsed.
type Option func(*options)

// WithDisableSourceMaps is an Option that leaves source maps alone.
func WithDisableSourceMaps(opts *options) { opts.disableSourceMaps = true }

// WithSourceMapLoader returns an Option that reads source maps with loader. Without it they
// are read from files. A script whose map cannot be read has none.
func WithSourceMapLoader(loader func(path string) ([]byte, error)) Option {
	return func(o *options) { o.loader = loader }
}

// ReadSource returns the text that src is: a string, []byte, *bytes.Buffer or io.Reader, or
// if it is nil the file of that name.
func ReadSource(filename string, src interface{}) ([]byte, error) {
	switch src := src.(type) {
	case nil:
		return os.ReadFile(filename)
	case string:
		return []byte(src), nil
	case []byte:
		return src, nil
	case *bytes.Buffer:
		if src != nil {
			return src.Bytes(), nil
		}
	case io.Reader:
		return io.ReadAll(src)
	}
	return nil, fmt.Errorf("a source of type %T cannot be read", src)
}

// ParseFile parses a script, whose text src is as ReadSource says. The error is an ErrorList
// for a text that is no script.
func ParseFile(fileSet *file.FileSet, filename string, src interface{}, mode Mode, options ...Option) (*ast.Program, error) {
	text, err := ReadSource(filename, src)
	if err != nil {
		return nil, err
	}
	base := 1
	if fileSet != nil {
		base = fileSet.AddFile(filename, string(text))
	}
	return parseTree(file.NewFile(filename, string(text), base), options)
}

func init() {
	hook.Check = func(f *file.File, options any) error {
		_, err := parse(f, options.([]Option))
		return err
	}
	hook.Tree = func(f *file.File) (*ast.Program, error) {
		return parseTree(f, []Option{WithDisableSourceMaps})
	}
}

func parseTree(f *file.File, options []Option) (*ast.Program, error) {
	prog, err := parse(f, options)
	if err != nil {
		return nil, err
	}
	return newTree(prog, f).program(prog, f), nil
}

// ParseFunction parses a function of a list of parameters and a body.
func ParseFunction(parameterList, body string, options ...Option) (*ast.FunctionLiteral, error) {
	f := file.NewFile("", "(function("+parameterList+") {\n"+body+"\n})", 1)
	t, err := parseTree(f, options)
	if err != nil {
		return nil, err
	}
	if s, ok := t.Body[0].(*ast.ExpressionStatement); ok {
		if lit, ok := s.Expression.(*ast.FunctionLiteral); ok {
			return lit, nil
		}
	}
	return nil, ErrorList{{file.Position{Line: 1, Column: 1}, "Not a function"}}
}

// parse parses the text of f and gives f the source map that the text names.
func parse(f *file.File, list []Option) (*syntax.Program, error) {
	var o options
	for _, set := range list {
		set(&o)
	}
	prog, err := syntax.Parse(syntax.NewSource(f.Name(), f.Source()), syntax.Options{Completion: true})
	if err != nil {
		var e *syntax.Error
		if !errors.As(err, &e) {
			return nil, err
		}
		list := ErrorList{{file.Position{Filename: f.Name(), Line: e.Line, Column: e.Col}, e.Msg}}
		return nil, list
	}
	if !o.disableSourceMaps {
		if m := o.sourceMap(f); m != nil {
			f.SetSourceMap(m)
		}
	}
	return prog, nil
}

// sourceMap reads the source map that the last comment of the text names, nil if there is
// none that can be read: a script runs without its map.
func (o *options) sourceMap(f *file.File) *sourcemap.Consumer {
	at := mapURL(f.Source())
	if at == "" {
		return nil
	}
	data, name, err := o.load(f.Name(), at)
	if err != nil || data == nil {
		return nil
	}
	m, err := sourcemap.Parse(name, data)
	if err != nil {
		return nil
	}
	return m
}

func (o *options) load(basename, at string) (data []byte, name string, err error) {
	if encoded, ok := strings.CutPrefix(at, "data:application/json"); ok {
		_, text, found := strings.Cut(encoded, ",")
		if !found {
			return nil, "", nil
		}
		data, err = base64.StdEncoding.DecodeString(text)
		return data, basename, err
	}
	u := file.ResolveSourcemapURL(basename, at)
	if u == nil {
		return nil, "", nil
	}
	name = u.String()
	if o.loader != nil {
		data, err = o.loader(name)
		return data, name, err
	}
	if u.Scheme == "" || u.Scheme == "file" {
		path, failed := url.PathUnescape(u.Path)
		if failed != nil {
			path = u.Path
		}
		data, err = os.ReadFile(path)
	}
	return data, name, err
}

// mapURL is what the comment at the end of a text says about its source map.
func mapURL(text string) string {
	for {
		text = strings.TrimRight(text, " \t\r\n;})")
		i := strings.LastIndexByte(text, '\n')
		line := strings.TrimSpace(text[i+1:])
		for _, mark := range [...]string{"//# sourceMappingURL=", "//@ sourceMappingURL="} {
			if at, ok := strings.CutPrefix(line, mark); ok {
				return strings.TrimSpace(at)
			}
		}
		if !strings.HasPrefix(line, "//") && line != "" || i < 0 {
			return ""
		}
		text = text[:i]
	}
}

// WhitespaceChars are the characters that are white space or end a line.
const WhitespaceChars = " \f\n\r\t\v\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"

// IsIdentifier reports whether s can be the name of a variable, keywords included.
func IsIdentifier(s string) bool {
	if s == "" {
		return false
	}
	_, err := syntax.Parse(syntax.NewSource("", "({}."+s+")"), syntax.Options{})
	return err == nil && !strings.ContainsAny(s, " \t\n\r().,;[]{}#+-*/%&|^!~?:=<>'\"`@")
}

package trial

import (
	"context"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// names are what goja's own tests call by other names than this module does.
const names = `package goja

import (
	"testing"

	"github.com/dop251/goja/unistring"
)

type asciiString = stringValue
type typeError = typeErrorText

const (
	valueTrue  = valueBool(true)
	valueFalse = valueBool(false)
)

var _NaN, _positiveInf, _negativeInf, _positiveZero = _nan, _plusInf, _minusInf, Value(valueInt(0))

func intToValue(n int64) Value        { return intValue(n) }
func floatToValue(f float64) Value    { return numberValue(f) }
func newStringValue(s string) String  { return newString(s).(String) }
func unicodeStringFromRunes(s []rune) String {
	return stringValue(unistring.NewFromRunes(s))
}

func (r *Runtime) testPrg(p *Program, expected Value, t *testing.T) {
	t.Helper()
	v, err := r.RunProgram(p)
	if err != nil {
		t.Fatal(err)
	}
	if v == nil {
		v = _undefined
	}
	if expected == nil {
		expected = _undefined
	}
	if !v.SameAs(expected) {
		t.Fatalf("result %v, expected %v", v, expected)
	}
}
`

// instead are the functions of goja's tests in whose place names has others.
var instead = []string{"testPrg"}

// Result is what became of a test of goja's own.
type Result struct {
	Name, Output string
	Passed       bool
}

// OwnTests runs those of goja's own tests that need no more than its interface, on this
// module, in the folder work. Those that look into goja are left out, by name.
func OwnTests(compat, work string) (results []Result, left []string, err error) {
	from, err := Module(Goja)
	if err != nil {
		return nil, nil, err
	}
	if err := Copy(compat, work, func(path string, dir bool) bool {
		return !strings.HasSuffix(path, "_test.go") && !(dir && path == filepath.Join("internal", "trial"))
	}); err != nil {
		return nil, nil, err
	}
	mod := filepath.Join(work, "go.mod")
	text, err := os.ReadFile(mod)
	if err == nil {
		root := filepath.Dir(filepath.Dir(compat))
		err = os.WriteFile(mod, []byte(strings.ReplaceAll(string(text), "=> ../..", "=> "+root)), 0o644)
	}
	if err != nil {
		return nil, nil, err
	}
	if err := Copy(from, work, func(path string, dir bool) bool {
		if dir {
			return path == "testdata"
		}
		return strings.HasPrefix(path, "testdata") ||
			strings.HasSuffix(path, "_test.go") && !strings.HasPrefix(path, "tc39") && !strings.HasPrefix(path, "profiler")
	}); err != nil {
		return nil, nil, err
	}
	if err := os.WriteFile(filepath.Join(work, "names_test.go"), []byte(names), 0o644); err != nil {
		return nil, nil, err
	}
	binary := filepath.Join(work, "own.test")
	if err := cutNamed(work); err != nil {
		return nil, nil, err
	}
	if left, err = cut(work, binary); err != nil {
		return nil, left, err
	}
	results, err = runAll(work, binary)
	return results, left, err
}

var compileError = regexp.MustCompile(`(?m)^(?:vet: )?(?:\./)?(\w+_test\.go):(\d+):\d+: (.*)$`)

// cut takes out the declarations that do not compile, until the rest does.
func cut(work, binary string) (left []string, err error) {
	for range 30 {
		_, err := Go(work, "test", "-c", "-vet=off", "-gcflags=-e", "-o", binary, ".")
		if err == nil {
			slices.Sort(left)
			return left, nil
		}
		lines := map[string][]int{}
		for _, m := range compileError.FindAllStringSubmatch(err.Error(), -1) {
			n, _ := strconv.Atoi(m[2])
			lines[m[1]] = append(lines[m[1]], n)
		}
		if len(lines) == 0 {
			return left, err
		}
		for name, at := range lines {
			gone, err := cutFile(filepath.Join(work, name), at)
			if err != nil {
				return left, err
			}
			left = append(left, gone...)
		}
	}
	return left, fmt.Errorf("goja's tests do not compile")
}

// cutNamed takes out what names has in its place.
func cutNamed(work string) error {
	files, err := filepath.Glob(filepath.Join(work, "*_test.go"))
	for _, path := range files {
		set := token.NewFileSet()
		f, failed := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if failed != nil {
			return failed
		}
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || filepath.Base(path) == "names_test.go" || !slices.Contains(instead, fn.Name.Name) {
				continue
			}
			if _, err := cutFile(path, []int{set.Position(fn.Pos()).Line}); err != nil {
				return err
			}
		}
	}
	return err
}

// cutFile takes the declarations out of a file in which the lines are.
func cutFile(path string, lines []int) (gone []string, err error) {
	set := token.NewFileSet()
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	f, err := parser.ParseFile(set, path, text, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	blank := func(n ast.Node) {
		for i := set.Position(n.Pos()).Offset; i < set.Position(n.End()).Offset; i++ {
			if text[i] != '\n' {
				text[i] = ' '
			}
		}
	}
	within := func(n ast.Node) bool {
		from, to := set.Position(n.Pos()).Line, set.Position(n.End()).Line
		return slices.ContainsFunc(lines, func(line int) bool { return from <= line && line <= to })
	}
	for _, d := range f.Decls {
		if !within(d) {
			continue
		}
		if g, ok := d.(*ast.GenDecl); ok && g.Lparen.IsValid() {
			for _, s := range g.Specs {
				if within(s) {
					blank(s)
				}
			}
			continue
		}
		if fn, ok := d.(*ast.FuncDecl); ok && strings.HasPrefix(fn.Name.Name, "Test") {
			gone = append(gone, fn.Name.Name)
		}
		blank(d)
	}
	return gone, os.WriteFile(path, text, 0o644)
}

// runAll runs each test of a binary in a process of its own.
func runAll(work, binary string) (results []Result, err error) {
	list, err := exec.Command(binary, "-test.list", "^Test").Output()
	if err != nil {
		return nil, err
	}
	for name := range strings.FieldsSeq(string(list)) {
		ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
		cmd := exec.CommandContext(ctx, binary, "-test.run", "^"+name+"$", "-test.timeout", "20s")
		cmd.Dir = work
		out, err := cmd.CombinedOutput()
		cancel()
		results = append(results, Result{name, string(out), err == nil})
	}
	return results, nil
}

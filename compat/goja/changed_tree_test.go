package goja_test

import (
	"os"
	"strings"
	"testing"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/parser"
	"github.com/dop251/goja/token"
)

func parsed(t *testing.T, src string) *ast.Program {
	t.Helper()
	tree, err := goja.Parse("tree.js", src)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func runTree(t *testing.T, tree *ast.Program) string {
	t.Helper()
	p, err := goja.CompileAST(tree, false)
	if err != nil {
		t.Fatal(err)
	}
	v, err := goja.New().RunProgram(p)
	if err != nil {
		t.Fatal(err)
	}
	return v.String()
}

// TestCompileAST compiles the text of a tree that is as it was, and of one that was changed
// what it has become.
func TestCompileAST(t *testing.T) {
	const src = "function f(a = [1, 2]) { /* kept */ return a.map((x) => x + 1).join() }\nf.toString().includes('kept') + ' ' + f()"
	tree := parsed(t, src)
	if got := runTree(t, tree); got != "true 2,3" {
		t.Errorf("as it was: %s", got)
	}
	fn := tree.Body[0].(*ast.FunctionDeclaration).Function
	fn.ParameterList.List[0].Initializer = parsed(t, "[3, 5]").Body[0].(*ast.ExpressionStatement).Expression
	if got := runTree(t, tree); got != "false 4,6" {
		t.Errorf("with another parameter: %s", got)
	}
	tree.Body = tree.Body[1:]
	if p, err := goja.CompileAST(tree, false); err != nil {
		t.Error(err)
	} else if _, err := goja.New().RunProgram(p); err == nil || !strings.HasPrefix(err.Error(), "ReferenceError: f is not defined") {
		t.Errorf("without the function: %v", err)
	}
	made := &ast.Program{Body: []ast.Statement{&ast.ExpressionStatement{Expression: &ast.BinaryExpression{
		Operator: token.PLUS, Left: &ast.NumberLiteral{Value: int64(40)}, Right: &ast.NumberLiteral{Value: 2.0},
	}}}}
	if got := runTree(t, made); got != "42" {
		t.Errorf("made by hand: %s", got)
	}
	long := parsed(t, "1"+strings.Repeat(" + 1", 20000))
	long.Body = append(long.Body, parsed(t, "f = 2").Body[0])
	if got := runTree(t, long); got != "2" {
		t.Errorf("a long chain: %s", got)
	}
	// What the tree has no node for stays as it was written.
	tree = parsed(t, "async function f() { for await (const x of [1]) { } return import('y') }\nf.name")
	tree.Body[0].(*ast.FunctionDeclaration).Function.Name.Name = "g"
	tree.Body[1] = parsed(t, "typeof f + g.name").Body[0]
	if got := runTree(t, tree); got != "undefinedg" {
		t.Errorf("with what has no node: %s", got)
	}
}

func TestParseFunction(t *testing.T) {
	f, err := parser.ParseFunction("a, b = 1, ...c", "return a")
	if err != nil {
		t.Fatal(err)
	}
	if len(f.ParameterList.List) != 2 || f.ParameterList.Rest == nil || len(f.Body.List) != 1 || f.Function != 2 {
		t.Errorf("%+v", f)
	}
	if _, err := parser.ParseFunction("a", "}, 1, function () {"); err == nil {
		t.Error("what is no function is parsed")
	}
}

// TestFileSet shows that places go on from file to file.
func TestFileSet(t *testing.T) {
	set := &file.FileSet{}
	for i, name := range []string{"a.js", "b.js"} {
		tree, err := parser.ParseFile(set, name, "x; y = `${z}`", 0)
		if err != nil {
			t.Fatal(err)
		}
		at := tree.Body[1].Idx0()
		if p := set.Position(at); p.Filename != name || p.Column != 4 {
			t.Errorf("statement of file %d is at %v", i, p)
		}
		if got := tree.File.Source()[int(at)-tree.File.Base():]; got != "y = `${z}`" {
			t.Errorf("%s begins with %s", name, got)
		}
	}
}

// TestPlacesOfBytes shows that bytes that are not UTF-8 count as one, which is what they are.
func TestPlacesOfBytes(t *testing.T) {
	tree := parsed(t, "x = '\xff\xfe\u00e9'; y")
	if at := int(tree.Body[1].Idx0()); tree.File.Source()[at-1:] != "y" {
		t.Errorf("y is at %d", at)
	}
}

// TestNoSourceMap shows that a script needs no map for being a script.
func TestNoSourceMap(t *testing.T) {
	for _, at := range []string{"no/such/file.js.map", "data:application/json;base64,!", "data:application/json;base64,e30=", "https://example.com/x.map"} {
		if v, err := goja.New().RunString("1 + 1\n//# sourceMappingURL=" + at); err != nil || v.ToInteger() != 2 {
			t.Errorf("%s: %v, %v", at, v, err)
		}
	}
	fails := func(string) ([]byte, error) { return nil, os.ErrNotExist }
	if _, err := goja.Parse("a.js", "1\n//# sourceMappingURL=a.map", parser.WithSourceMapLoader(fails)); err != nil {
		t.Error(err)
	}
}

package inside_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/inside"
	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/web"
)

var update = flag.Bool("update", false, "write the golden files")

// golden compares text with testdata/name.
func golden(t *testing.T, name, text string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, string(want), text, file)
}

func compile(t testing.TB, file string) *kiln.Program {
	t.Helper()
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	kind := kiln.Script
	if strings.HasSuffix(file, ".mjs") {
		kind = kiln.Module
	}
	program, err := kiln.Compile(filepath.Base(file), string(text), kind)
	require.NoError(t, err, file)
	return program
}

func selected(t testing.TB, program *kiln.Program, selector string) *inside.Selection {
	t.Helper()
	s, err := inside.Select(program, selector)
	require.NoError(t, err)
	return s
}

func all(t testing.TB, program *kiln.Program) *inside.Selection { return selected(t, program, "") }

func runtimeFor(t testing.TB, options kiln.Options) *kiln.Runtime {
	t.Helper()
	options.Libraries = web.All()
	rt, err := kiln.New(options)
	require.NoError(t, err)
	return rt
}

func TestTreeGolden(t *testing.T) {
	for _, name := range []string{"points.js", "control.js", "module.mjs"} {
		program := compile(t, filepath.Join("testdata", name))
		tree := inside.NewTree(all(t, program))
		var text bytes.Buffer
		require.NoError(t, tree.WriteTokens(&text))
		require.NoError(t, tree.WriteText(&text))
		golden(t, name+".ast", text.String())
	}
	program := compile(t, "testdata/throws.js")
	data, err := json.MarshalIndent(inside.NewTree(selected(t, program, "f")), "", " ")
	require.NoError(t, err)
	golden(t, "throws.js.ast.json", string(data)+"\n")
}

func TestBytecodeGolden(t *testing.T) {
	for _, name := range []string{"points.js", "control.js", "throws.js"} {
		program := compile(t, filepath.Join("testdata", name))
		rt := runtimeFor(t, kiln.Options{Tier: kiln.Bytecode})
		_, err := rt.Run(program)
		assert.Equal(t, name == "throws.js", err != nil, "%v", err)
		var text bytes.Buffer
		require.NoError(t, inside.NewBytecode(all(t, program), rt).WriteText(&text))
		if !heap.Checked { // builds that collect all the time lose shapes, and which calls go through Go differs
			golden(t, name+".bytecode", text.String())
		}
	}
	program := compile(t, "testdata/throws.js")
	data, err := json.MarshalIndent(inside.NewBytecode(all(t, program), nil), "", " ")
	require.NoError(t, err)
	golden(t, "throws.js.bytecode.json", string(data)+"\n")
}

// TestEveryScript describes all scripts of the project: each node has a type, each
// instruction a text, and what is written as JSON is.
func TestEveryScript(t *testing.T) {
	seen := map[string]bool{}
	describe := func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, "js") {
			return err
		}
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		kind := kiln.Script
		if strings.HasSuffix(name, ".mjs") {
			kind = kiln.Module
		}
		program, err := kiln.Compile(name, string(text), kind)
		if err != nil {
			return nil // there to be an error
		}
		tree := inside.NewTree(all(t, program))
		var out bytes.Buffer
		require.NoError(t, tree.WriteTokens(&out))
		require.NoError(t, tree.WriteText(&out))
		for _, root := range tree.Roots {
			eachNode(root, func(n *inside.Node) {
				require.NotEmpty(t, n.Type, name)
				seen[n.Type] = true
			})
		}
		data, err := json.Marshal(tree)
		require.NoError(t, err, name)
		require.True(t, json.Valid(data), name)
		code := inside.NewBytecode(all(t, program), nil)
		require.NoError(t, code.WriteText(&out))
		for _, f := range code.Functions {
			require.Empty(t, f.Declined, "%s: %s", name, f.Name)
			for _, in := range f.Instructions {
				require.True(t, strings.HasPrefix(in.Text, in.Op), in.Text)
				seen[in.Op] = true
			}
		}
		_, err = json.Marshal(code)
		require.NoError(t, err, name)
		return nil
	}
	require.NoError(t, filepath.WalkDir("../../testdata/scripts", describe))
	require.NoError(t, filepath.WalkDir("testdata", describe))
	for _, name := range inside.NodeTypes() {
		assert.True(t, seen[name], "no script has a %s", name)
	}
	// The compiler emits JUndef nowhere, and Count only for programs that are counted.
	bodies := []bytecode.Op{bytecode.OpMove2, bytecode.OpMove3, bytecode.OpFindElem, bytecode.OpDefElem, bytecode.OpJAbsent, bytecode.OpBegin, bytecode.OpBodyOp}
	for op := bytecode.Op(0); op.String() != "?"; op++ {
		assert.True(t, seen[op.String()] || op == bytecode.OpJUndef || op == bytecode.OpCount || slices.Contains(bodies, op), "no script has a %s", op)
	}
}

func eachNode(n *inside.Node, visit func(*inside.Node)) {
	if n == nil {
		return
	}
	visit(n)
	for _, f := range n.Fields {
		switch v := f.Value.(type) {
		case *inside.Node:
			eachNode(v, visit)
		case []*inside.Node:
			for _, x := range v {
				eachNode(x, visit)
			}
		}
	}
}

// TestEveryNodeHasAName holds the table of names against the types of pkg/syntax.
func TestEveryNodeHasAName(t *testing.T) {
	parsed, err := parser.ParseFile(token.NewFileSet(), "../../pkg/syntax/ast.go", nil, 0)
	require.NoError(t, err)
	have := map[string]bool{}
	for _, decl := range parsed.Decls {
		if f, ok := decl.(*ast.FuncDecl); ok && (f.Name.Name == "exprNode" || f.Name.Name == "stmtNode" || f.Name.Name == "patternNode") {
			have[f.Recv.List[0].Type.(*ast.StarExpr).X.(*ast.Ident).Name] = true
		}
	}
	require.NotEmpty(t, have)
	assert.Equal(t, have, inside.NamedNodes())
}

// TestAssignedFunctions: a function without a name is called by what it is assigned to.
func TestAssignedFunctions(t *testing.T) {
	program, err := kiln.Compile("t.js", "var pp = {};\npp.parse = function() {};\npp[\"x\"] = () => () => 1;\n", kiln.Script)
	require.NoError(t, err)
	s := selected(t, program, "pp.parse")
	assert.Equal(t, uint32(1), s.Functions[0].ID)
	var names []string
	for _, f := range program.Syntax().Funcs {
		names = append(names, s.Name(f))
	}
	assert.Equal(t, []string{"(script)", "pp.parse", "pp.x", "(anonymous)"}, names)
}

func TestSelect(t *testing.T) {
	program := compile(t, "testdata/points.js")
	for selector, want := range map[string]string{
		"total": "total", "Point": "Point", "Point.get sum": "Point.get sum", "show": "show",
		"8": "total", "3": "Point", "15": "(script)", "14": "show", "4": "Point.get sum",
	} {
		s, err := inside.Select(program, selector)
		if assert.NoError(t, err, selector) {
			assert.Equal(t, want, inside.Name(s.Functions[0]), selector)
		}
	}
	for selector, want := range map[string]string{
		"nothing": "there is no function nothing; there are Point.(fields) (line 1), Point (line 1), Point.get sum (line 4), total (line 6), show (line 14)",
		"99":      "there is no line 99 in points.js",
		"0":       "there is no line 0 in points.js",
	} {
		_, err := inside.Select(program, selector)
		assert.EqualError(t, err, want)
	}
}

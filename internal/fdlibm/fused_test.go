package fdlibm

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestNoFusedProducts looks for products without an explicit conversion: a compiler
// may fuse them with a sum, even one of a later statement, which rounds once instead
// of twice, on some machines. (Twice a product is a sum, too.) A product that is
// divided needs none.
func TestNoFusedProducts(t *testing.T) {
	set := token.NewFileSet()
	names, err := filepath.Glob("*.go")
	require.NoError(t, err)
	var files []*ast.File
	for _, name := range names {
		if !strings.HasSuffix(name, "_test.go") {
			f, err := parser.ParseFile(set, name, nil, 0)
			require.NoError(t, err)
			files = append(files, f)
		}
	}
	info := types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
	_, err = (&types.Config{Importer: importer.ForCompiler(set, "source", nil)}).Check("fdlibm", set, files, &info)
	require.NoError(t, err)

	rounded, products := map[ast.Expr]bool{}, 0
	mark := func(e ast.Expr) {
		for p, ok := e.(*ast.ParenExpr); ok; p, ok = e.(*ast.ParenExpr) {
			e = p.X
		}
		rounded[e] = true
	}
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if name, ok := n.Fun.(*ast.Ident); ok && name.Name == "float64" {
					mark(n.Args[0])
				}
			case *ast.AssignStmt:
				if n.Tok == token.MUL_ASSIGN && isFloat(info.TypeOf(n.Lhs[0])) {
					assert.Fail(t, "product that is not rounded", "%s", set.Position(n.Pos()))
				}
			case *ast.BinaryExpr:
				if n.Op != token.MUL && n.Op != token.QUO {
					break
				}
				if n.Op == token.QUO {
					mark(n.X)
					mark(n.Y)
				}
				if kind := info.Types[n]; n.Op == token.MUL && kind.Value == nil && isFloat(kind.Type) {
					products++
					assert.True(t, rounded[n], "product that is not rounded: %s", set.Position(n.Pos()))
				}
			}
			return true
		})
	}
	assert.Greater(t, products, 100)
}

func isFloat(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsFloat != 0
}

package arch

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// cacheFile is where all is decided that caches may assume.
const cacheFile = "pkg/object/cache_entry.go"

// TestCachesAreMadeInOnePlace: an entry of an inline cache with anything in it is a
// literal in cacheFile only, and no other code keeps Heap.ProtoEpoch, which it must
// have from there: others compare it, hand it to be compared, or take its address.
func TestCachesAreMadeInOnePlace(t *testing.T) {
	set := token.NewFileSet()
	for _, f := range files(t) {
		if f.name == cacheFile || under(f.pkg, "pkg/heap") {
			continue
		}
		parsed, err := parser.ParseFile(set, filepath.Join(root, f.name), nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		compared := map[ast.Node]bool{}
		ast.Inspect(parsed, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CompositeLit:
				if nameOf(n.Type) == "ICEntry" && len(n.Elts) > 0 {
					assert.Fail(t, "an entry is made outside "+cacheFile, set.Position(n.Pos()))
				}
			case *ast.BinaryExpr:
				if n.Op == token.EQL || n.Op == token.NEQ {
					compared[n.X], compared[n.Y] = true, true
				}
			case *ast.CallExpr:
				if nameOf(n.Fun) == "find" {
					for _, arg := range n.Args {
						compared[arg] = true
					}
				}
			case *ast.UnaryExpr:
				compared[n.X] = n.Op == token.AND
			case *ast.SelectorExpr:
				if n.Sel.Name == "ProtoEpoch" && !compared[n] {
					assert.Fail(t, "an epoch is kept that is not from "+cacheFile, set.Position(n.Pos()))
				}
			}
			return true
		})
	}
}

// nameOf returns the last part of a name, "" for any other expression.
func nameOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

package arch

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// intrinsicsFile has the names of intrinsics that object knows.
const intrinsicsFile = "pkg/object/intrinsic.go"

// TestObjectNamesTheIntrinsicsItUses keeps the list short: a name that neither object, nor
// a tier, nor a library other than builtin uses belongs to the library that declares the object (object.NewIntrinsic).
func TestObjectNamesTheIntrinsicsItUses(t *testing.T) {
	names := map[string]bool{}
	parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, intrinsicsFile), nil, 0)
	require.NoError(t, err)
	for _, decl := range parsed.Decls {
		if g, ok := decl.(*ast.GenDecl); ok && g.Tok == token.CONST {
			for _, spec := range g.Specs {
				names[spec.(*ast.ValueSpec).Names[0].Name] = false
			}
		}
	}
	require.Contains(t, names, "ArrayPrototype")
	users := []string{"pkg/object", "pkg/interp", "pkg/bytecode", "pkg/native", "pkg/tier", "pkg/intl", "pkg/web"}
	for _, f := range files(t) {
		if f.name == intrinsicsFile || !slices.ContainsFunc(users, func(u string) bool { return under(f.pkg, u) }) {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, f.name), nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		ast.Inspect(parsed, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				if _, named := names[id.Name]; named {
					names[id.Name] = true
				}
			}
			return true
		})
	}
	delete(names, "NumIntrinsics")
	for name, used := range names {
		assert.True(t, used, "%s: neither object nor a tier nor another library than builtin uses %s", intrinsicsFile, name)
	}
}

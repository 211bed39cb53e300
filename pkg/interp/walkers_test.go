package interp_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// walkers are the functions that tell kinds of nodes apart in the two walkers of the
// package: the plain one and the one that can suspend.
var walkers = map[string]string{
	"exec": "plain", "execRare": "plain", "eval": "plain", "evalRare": "plain",
	"execR": "suspending", "execRareR": "suspending", "evalR": "suspending", "evalRareR": "suspending",
}

// oneWalkerOnly are the kinds of nodes that one of them need not know. The suspending
// one is asked about nodes only in which this function suspends.
var oneWalkerOnly = map[string][]string{
	"plain": {
		"BigIntLit", "BoolLit", "Ident", "ImportMeta", "NewTarget", "NullLit", "NumberLit", "RegExpLit", "StringLit", "SuperMember", "ThisExpr", // nothing inside
		"BreakStmt", "ContinueStmt", "EmptyStmt",
		"FieldDef", "FunctionDecl", "FunctionLit", "StaticBlock", "ExtraInitializers", // a function of its own inside
	},
	"suspending": {"AwaitExpr", "YieldExpr"},
}

// TestWalkersKnowTheSameNodes holds the two walkers against each other: a kind of node
// that one of them learns must be known to the other.
func TestWalkersKnowTheSameNodes(t *testing.T) {
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	kinds := map[string]map[string]bool{"plain": {}, "suspending": {}}
	seen := map[string]bool{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		for _, d := range tree.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Recv == nil || walkers[f.Name.Name] == "" {
				continue
			}
			seen[f.Name.Name] = true
			maps.Copy(kinds[walkers[f.Name.Name]], nodesOf(f))
		}
	}
	require.Len(t, seen, len(walkers), "a walker has another name")
	assert.ElementsMatch(t, oneWalkerOnly["plain"], missing(kinds["plain"], kinds["suspending"]))
	assert.ElementsMatch(t, oneWalkerOnly["suspending"], missing(kinds["suspending"], kinds["plain"]))
}

// nodesOf returns the kinds of nodes that the type switch of f tells apart.
func nodesOf(f *ast.FuncDecl) map[string]bool {
	kinds := map[string]bool{}
	for _, s := range f.Body.List {
		s, ok := s.(*ast.TypeSwitchStmt)
		if !ok {
			continue
		}
		for _, c := range s.Body.List {
			for _, e := range c.(*ast.CaseClause).List {
				if p, ok := e.(*ast.StarExpr); ok {
					kinds[p.X.(*ast.SelectorExpr).Sel.Name] = true
				}
			}
		}
	}
	return kinds
}

// missing returns what of has is not in other.
func missing(has, other map[string]bool) []string {
	var list []string
	for kind := range has {
		if !other[kind] {
			list = append(list, kind)
		}
	}
	return list
}

package arch

import (
	"flag"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var updateAPI = flag.Bool("update.api", false, "write api/kiln.txt anew")

// apiFile lists what a Go program can name.
const apiFile = root + "/api/kiln.txt"

// embedders are the packages that Go programs import to run scripts.
var embedders = []string{module, module + "/pkg/web"}

// TestAPI compares the exported interface with api/kiln.txt, so that changing it is a
// decision: go test ./internal/arch -run TestAPI -update.api writes the file.
func TestAPI(t *testing.T) {
	exports := map[string]string{}
	for _, p := range goList(t, root, embedders...) {
		exports[p.ImportPath] = p.Export
	}
	compiled := importer.ForCompiler(token.NewFileSet(), "gc", func(p string) (io.ReadCloser, error) { return os.Open(exports[p]) })
	var out []string
	for _, path := range embedders {
		p, err := compiled.Import(path)
		require.NoError(t, err)
		out = append(out, interfaceOf(p)...)
	}
	slices.Sort(out)
	text := strings.Join(out, "\n") + "\n"
	if *updateAPI {
		require.NoError(t, os.MkdirAll(filepath.Dir(apiFile), 0o777))
		require.NoError(t, os.WriteFile(apiFile, []byte(text), 0o666))
	}
	old, err := os.ReadFile(apiFile)
	require.NoError(t, err)
	before := strings.Split(strings.TrimSuffix(string(old), "\n"), "\n")
	for _, line := range before {
		assert.Contains(t, out, line, "gone from the interface")
	}
	for _, line := range out {
		assert.Contains(t, before, line, "new in the interface")
	}
}

// interfaceOf has a line for each thing that another package can name.
func interfaceOf(p *types.Package) []string {
	name := func(other *types.Package) string {
		if other == p {
			return ""
		}
		return other.Name()
	}
	prefix := "pkg " + p.Path() + ", "
	var out []string
	add := func(format string, args ...any) { out = append(out, prefix+fmt.Sprintf(format, args...)) }
	scope := p.Scope()
	for _, n := range scope.Names() {
		o := scope.Lookup(n)
		if !o.Exported() {
			continue
		}
		switch o := o.(type) {
		case *types.TypeName:
			named, ok := o.Type().(*types.Named)
			if o.IsAlias() || !ok {
				add("type %s = %s", n, types.TypeString(types.Unalias(o.Type()), name))
				continue
			}
			for _, line := range typeLines(named, name) {
				add("%s", line)
			}
		case *types.Const:
			add("const %s %s = %s", n, types.TypeString(o.Type(), name), o.Val())
		default:
			add("%s", types.ObjectString(o, name))
		}
	}
	return out
}

// typeLines are the lines of a type: itself, its exported fields and its methods.
func typeLines(named *types.Named, name types.Qualifier) []string {
	title := "type " + types.TypeString(named, name)
	if list := named.TypeParams(); list.Len() > 0 {
		title = "type " + named.Obj().Name() + fmt.Sprint(constraints(list, name))
	}
	var out []string
	switch u := named.Underlying().(type) {
	case *types.Struct:
		out = append(out, title+" struct")
		for f := range u.Fields() {
			if f.Exported() {
				out = append(out, title+" struct, "+f.Name()+" "+types.TypeString(f.Type(), name))
			}
		}
	case *types.Interface:
		out = append(out, title+" interface")
		for m := range u.Methods() {
			if m.Exported() {
				out = append(out, title+" interface, "+m.Name()+strings.TrimPrefix(types.TypeString(m.Type(), name), "func"))
			}
		}
	default:
		out = append(out, title+" "+types.TypeString(u, name))
	}
	for m := range named.Methods() {
		if m.Exported() {
			recv := types.TypeString(m.Signature().Recv().Type(), name)
			out = append(out, "method ("+recv+") "+m.Name()+strings.TrimPrefix(types.TypeString(m.Type(), name), "func"))
		}
	}
	return out
}

func constraints(list *types.TypeParamList, name types.Qualifier) []string {
	var out []string
	for p := range list.TypeParams() {
		out = append(out, p.Obj().Name()+" "+types.TypeString(p.Constraint(), name))
	}
	return out
}

// TestInterfaceIsDocumented demands a comment for every exported identifier of the packages
// that Go programs import, fields of structs and methods of interfaces included.
func TestInterfaceIsDocumented(t *testing.T) {
	for _, path := range embedders {
		dir := filepath.Join(root, strings.TrimPrefix(path, module))
		entries, err := os.ReadDir(dir)
		require.NoError(t, err)
		set := token.NewFileSet()
		for _, e := range entries {
			if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
				continue
			}
			file, err := parser.ParseFile(set, filepath.Join(dir, e.Name()), nil, parser.ParseComments)
			require.NoError(t, err)
			for _, n := range undocumented(file) {
				t.Errorf("%s: %s has no comment", set.Position(n.Pos()), n.Name)
			}
		}
	}
}

// undocumented are the exported identifiers of a file that no comment is about.
func undocumented(file *ast.File) (out []*ast.Ident) {
	need := func(n *ast.Ident, comments ...*ast.CommentGroup) {
		if n.IsExported() && !slices.ContainsFunc(comments, func(c *ast.CommentGroup) bool { return c.Text() != "" }) {
			out = append(out, n)
		}
	}
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil || receiverExported(d.Recv.List[0].Type) {
				need(d.Name, d.Doc)
			}
		case *ast.GenDecl:
			for _, s := range d.Specs {
				switch s := s.(type) {
				case *ast.TypeSpec:
					need(s.Name, d.Doc, s.Doc)
					if s.Name.IsExported() {
						for _, f := range members(s.Type) {
							for _, n := range f.names {
								need(n, f.comments...)
							}
						}
					}
				case *ast.ValueSpec:
					for _, n := range s.Names {
						need(n, d.Doc, s.Doc, s.Comment)
					}
				}
			}
		}
	}
	return out
}

// member is one line of a struct or an interface, with the comments that are about it: one
// above a run of lines without blank line between them is about all of them.
type member struct {
	names    []*ast.Ident
	comments []*ast.CommentGroup
}

func members(x ast.Expr) (out []member) {
	var list *ast.FieldList
	switch x := x.(type) {
	case *ast.StructType:
		list = x.Fields
	case *ast.InterfaceType:
		list = x.Methods
	default:
		return nil
	}
	var above *ast.CommentGroup
	for _, f := range list.List {
		if f.Doc != nil {
			above = f.Doc
		}
		out = append(out, member{f.Names, []*ast.CommentGroup{above, f.Doc, f.Comment}})
	}
	return out
}

func receiverExported(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.StarExpr:
		return receiverExported(x.X)
	case *ast.IndexExpr:
		return receiverExported(x.X)
	case *ast.IndexListExpr:
		return receiverExported(x.X)
	case *ast.Ident:
		return x.IsExported()
	}
	return false
}

func TestUndocumentedIsFound(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "x.go", `package x

// A is documented.
type A struct {
	// B is too.
	B int
	c int
}

type D struct{ E int }

func F() {}

func (A) G() {}

// H is.
func H() {}

func (d D) i() {}
`, parser.ParseComments)
	require.NoError(t, err)
	var names []string
	for _, n := range undocumented(file) {
		names = append(names, n.Name)
	}
	assert.Equal(t, []string{"D", "E", "F", "G"}, names)
}

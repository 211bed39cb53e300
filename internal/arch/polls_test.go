package arch

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// polled are the packages whose loops may go over what a script makes large.
var polled = []string{
	"pkg/heap", "pkg/object", "pkg/builtin", "pkg/web", "pkg/regexp", "pkg/syntax", "pkg/bytecode", "pkg/native", "pkg/native/ir", "pkg/native/build", "pkg/native/lower", "pkg/native/baseline", "internal/num", "internal/inspect",
}

// smallBound is the number of turns up to which a loop is short whatever it does.
const smallBound = 1 << 12

// loopChecker looks for loops that run for as long as a script wants without
// looking at the limits. A loop is in order when
//
//   - it has a constant number of turns, or goes over an array or a table of the
//     package, or
//   - its body calls a helper that counts work, or a function that surely does, or
//   - such a helper or function is called with an amount that is no constant in
//     a block around the loop: the work is counted at once, before or after, or
//   - polls_allowed.txt says why it needs none of this.
type loopChecker struct {
	set     *token.FileSet
	helpers map[string]bool // full names: *types.Func.FullName without the module's path
	decls   map[string]*declared
	sure    map[string]int // 1: being found out, 2: yes, 3: no
}

// declared is a function of the packages that are checked.
type declared struct {
	name string
	file string
	body *ast.BlockStmt
	info *types.Info
}

// offence is a loop that is not in order.
type offence struct {
	fn   string
	file string
	line int
}

// goList asks the go command about packages, for amd64, where pkg/native is whole.
func goList(t *testing.T, dir string, args ...string) []listed {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list", "-export", "-deps", "-json=ImportPath,Dir,GoFiles,Export,Imports"}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOARCH=amd64", "CGO_ENABLED=0", "GOFLAGS=")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	require.NoError(t, err)
	var list []listed
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		err := dec.Decode(&p)
		if errors.Is(err, io.EOF) {
			return list
		}
		require.NoError(t, err)
		list = append(list, p)
	}
}

type listed struct {
	ImportPath, Dir, Export string
	GoFiles                 []string
}

// newLoopChecker reads and types the packages of list that want asks for.
func newLoopChecker(t *testing.T, list []listed, want func(importPath string) bool) *loopChecker {
	t.Helper()
	c := &loopChecker{set: token.NewFileSet(), helpers: lines(t, "polls_helpers.txt"), decls: map[string]*declared{}, sure: map[string]int{}}
	exports := map[string]string{}
	for _, p := range list {
		exports[p.ImportPath] = p.Export
	}
	compiled := importer.ForCompiler(c.set, "gc", func(p string) (io.ReadCloser, error) { return os.Open(exports[p]) })
	for _, p := range list {
		if want(p.ImportPath) {
			c.read(t, p, compiled)
		}
	}
	return c
}

func (c *loopChecker) read(t *testing.T, p listed, imports types.Importer) {
	t.Helper()
	var files []*ast.File
	for _, name := range p.GoFiles {
		f, err := parser.ParseFile(c.set, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		files = append(files, f)
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}, Defs: map[*ast.Ident]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{}, Instances: map[*ast.Ident]types.Instance{},
	}
	conf := types.Config{Importer: imports, Sizes: types.SizesFor("gc", "amd64")}
	_, err := conf.Check(p.ImportPath, c.set, files, info)
	require.NoError(t, err)
	for _, f := range files {
		rel := path.Base(c.set.Position(f.Package).Filename)
		if in, ok := strings.CutPrefix(p.ImportPath, module+"/"); ok {
			rel = in + "/" + rel
		}
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if fn, ok := info.Defs[d.Name].(*types.Func); ok && d.Body != nil {
					name := shortName(fn)
					c.decls[name] = &declared{name: name, file: rel, body: d.Body, info: info}
				}
			case *ast.GenDecl: // functions in tables
				for _, spec := range d.Specs {
					v, ok := spec.(*ast.ValueSpec)
					if !ok || len(v.Values) == 0 {
						continue
					}
					name := strings.TrimPrefix(p.ImportPath, module+"/") + "." + v.Names[0].Name
					body := &ast.BlockStmt{}
					for _, x := range v.Values {
						body.List = append(body.List, &ast.ExprStmt{X: x})
					}
					c.decls[name] = &declared{name: name, file: rel, body: body, info: info}
				}
			}
		}
	}
}

// shortName is the full name of a function without the module's path and type parameters.
func shortName(fn *types.Func) string {
	name := strings.ReplaceAll(fn.Origin().FullName(), module+"/", "")
	if i := strings.IndexByte(name, '['); i >= 0 {
		name = name[:i] + name[strings.LastIndexByte(name, ']')+1:]
	}
	return name
}

// callee is the function that a call calls, if that is known.
func callee(info *types.Info, call *ast.CallExpr) *types.Func {
	f := ast.Unparen(call.Fun)
	switch x := f.(type) {
	case *ast.IndexExpr:
		f = x.X
	case *ast.IndexListExpr:
		f = x.X
	}
	var id *ast.Ident
	switch f := f.(type) {
	case *ast.Ident:
		id = f
	case *ast.SelectorExpr:
		id = f.Sel
	default:
		return nil
	}
	fn, _ := info.Uses[id].(*types.Func)
	return fn
}

// counts reports whether a call surely counts work or looks at the limits.
func (c *loopChecker) counts(info *types.Info, call *ast.CallExpr) bool {
	if id, ok := ast.Unparen(call.Fun).(*ast.Ident); ok && c.helpers["func "+id.Name] {
		return true // a function in a variable, such as the poll that a caller gives
	}
	if s, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && c.helpers["func "+s.Sel.Name] {
		return true
	}
	fn := callee(info, call)
	return fn != nil && c.surely(shortName(fn))
}

// surely reports whether a function counts work whenever it is called: outside
// of branches and loops, and with no return before it but for errors.
func (c *loopChecker) surely(name string) bool {
	if c.helpers[name] {
		return true
	}
	switch c.sure[name] {
	case 1, 3:
		return false
	case 2:
		return true
	}
	d := c.decls[name]
	if d == nil {
		return false
	}
	c.sure[name] = 1
	found := c.straight(d, d.body.List)
	c.sure[name] = 3
	if found {
		c.sure[name] = 2
	}
	return found
}

func (c *loopChecker) straight(d *declared, list []ast.Stmt) bool {
	for _, s := range list {
		switch s := s.(type) {
		case *ast.IfStmt:
			if s.Init != nil && c.mentions(d.info, s.Init) || c.mentions(d.info, s.Cond) {
				return true
			}
			if !isErrorCheck(d.info, s.Cond) && returns(s) {
				return false
			}
		case *ast.ForStmt:
			// An endless loop is entered for certain.
			if s.Cond == nil && c.mentions(d.info, s.Body) || s.Init != nil && c.mentions(d.info, s.Init) {
				return true
			}
			if returns(s) {
				return false
			}
		case *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
			if returns(s) {
				return false
			}
		case *ast.BlockStmt:
			if c.straight(d, s.List) {
				return true
			}
			if returns(s) {
				return false
			}
		default:
			if c.mentions(d.info, s) {
				return true
			}
		}
	}
	return false
}

// mentions reports whether a call in n, outside of function literals, counts.
func (c *loopChecker) mentions(info *types.Info, n ast.Node) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.CallExpr:
			found = found || c.counts(info, n)
		}
		return !found
	})
	return found
}

func returns(n ast.Node) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			found = true
		}
		return !found
	})
	return found
}

// isErrorCheck reports whether a condition compares an error.
func isErrorCheck(info *types.Info, cond ast.Expr) bool {
	found := false
	ast.Inspect(cond, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if o := info.Uses[id]; o != nil && types.Identical(o.Type(), types.Universe.Lookup("error").Type()) {
				found = true
			}
		}
		return !found
	})
	return found
}

// check returns the loops of a function that are not in order.
func (c *loopChecker) check(d *declared) []offence {
	var out []offence
	var walk func(n ast.Node, blocks []ast.Node)
	walk = func(n ast.Node, blocks []ast.Node) {
		ast.Inspect(n, func(m ast.Node) bool {
			switch m := m.(type) {
			case *ast.BlockStmt, *ast.CaseClause, *ast.CommClause:
				if m == n {
					return true
				}
				walk(m, append(blocks[:len(blocks):len(blocks)], m))
				return false
			case *ast.ForStmt:
				if !c.short(d.info, m) && !c.mentions(d.info, m) && !c.charged(d.info, blocks, m) {
					out = append(out, offence{d.name, d.file, c.set.Position(m.Pos()).Line})
				}
			case *ast.RangeStmt:
				if !shortRange(d.info, m) && !c.mentions(d.info, m.Body) && !c.charged(d.info, blocks, m) {
					out = append(out, offence{d.name, d.file, c.set.Position(m.Pos()).Line})
				}
			}
			return true
		})
	}
	walk(d.body, []ast.Node{d.body})
	return out
}

// charged reports whether an amount of work that is no constant is counted in
// one of the blocks, all of which lie around the loop.
func (c *loopChecker) charged(info *types.Info, blocks []ast.Node, loop ast.Node) bool {
	for _, b := range blocks {
		var list []ast.Stmt
		switch b := b.(type) {
		case *ast.BlockStmt:
			list = b.List
		case *ast.CaseClause:
			list = b.Body
		case *ast.CommClause:
			list = b.Body
		}
		for _, s := range list {
			switch s.(type) {
			case *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt, *ast.BlockStmt:
				continue // a block around the loop has its turn, another one does not count
			}
			if i, ok := s.(*ast.IfStmt); ok {
				if i.Init != nil && c.amount(info, i.Init) || c.amount(info, i.Cond) {
					return true
				}
				continue
			}
			if c.amount(info, s) {
				return true
			}
		}
	}
	return false
}

// amount reports whether n surely counts an amount that is no constant.
func (c *loopChecker) amount(info *types.Info, n ast.Node) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.CallExpr:
			if fn := callee(info, n); fn != nil && c.surely(shortName(fn)) {
				for _, a := range n.Args {
					tv := info.Types[a]
					basic, ok := tv.Type.Underlying().(*types.Basic)
					found = found || ok && basic.Info()&types.IsInteger != 0 && tv.Value == nil
				}
			}
		}
		return !found
	})
	return found
}

// short reports whether a for loop has a constant number of turns.
func (c *loopChecker) short(info *types.Info, loop *ast.ForStmt) bool {
	var bounded func(x ast.Expr) bool
	bounded = func(x ast.Expr) bool {
		b, ok := ast.Unparen(x).(*ast.BinaryExpr)
		if !ok {
			return false
		}
		switch b.Op {
		case token.LAND:
			return bounded(b.X) || bounded(b.Y)
		case token.LSS, token.LEQ:
			return countsUp(loop) && smallConstant(info, b.Y)
		case token.GTR, token.GEQ:
			return countsUp(loop) && smallConstant(info, b.X)
		}
		return false
	}
	return loop.Cond != nil && bounded(loop.Cond)
}

// countsUp reports whether a loop begins at a constant and goes up by one.
func countsUp(loop *ast.ForStmt) bool {
	inc, ok := loop.Post.(*ast.IncDecStmt)
	init, begins := loop.Init.(*ast.AssignStmt)
	return ok && inc.Tok == token.INC && begins && len(init.Rhs) > 0
}

func smallConstant(info *types.Info, x ast.Expr) bool {
	v := info.Types[x].Value
	if v == nil || v.Kind() != constant.Int {
		return false
	}
	n, exact := constant.Int64Val(v)
	return exact && n <= smallBound
}

// shortRange reports whether a range loop goes over an array, a constant, a
// literal or a table of a package.
func shortRange(info *types.Info, loop *ast.RangeStmt) bool {
	x := ast.Unparen(loop.X)
	tv := info.Types[x]
	if tv.Value != nil {
		return true
	}
	t := tv.Type.Underlying()
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem().Underlying()
	}
	if a, ok := t.(*types.Array); ok {
		return a.Len() <= smallBound
	}
	switch x := x.(type) {
	case *ast.CompositeLit:
		return true
	case *ast.Ident:
		v, ok := info.Uses[x].(*types.Var)
		return ok && v.Pkg() != nil && v.Parent() == v.Pkg().Scope()
	case *ast.SliceExpr:
		a := info.Types[x.X].Type.Underlying()
		if p, ok := a.(*types.Pointer); ok {
			a = p.Elem().Underlying()
		}
		arr, ok := a.(*types.Array)
		return ok && arr.Len() <= smallBound
	}
	return false
}

// offences lists the loops of all packages that are not in order.
func (c *loopChecker) offences() []offence {
	var out []offence
	for _, d := range c.decls {
		out = append(out, c.check(d)...)
	}
	sort.Slice(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if a.file != b.file {
			return a.file < b.file
		}
		return a.line < b.line
	})
	return out
}

// lines reads a list from a file: an entry on each line, # begins a comment.
func lines(t *testing.T, name string) map[string]bool {
	t.Helper()
	f, err := os.Open(name)
	require.NoError(t, err)
	defer f.Close()
	out := map[string]bool{}
	for s := bufio.NewScanner(f); s.Scan(); {
		line, _, _ := strings.Cut(s.Text(), "#")
		if line = strings.TrimSpace(line); line != "" {
			out[line] = true
		}
	}
	return out
}

// allowance is the list of loops that need not poll: `name: class` for a
// function or a file, and `class name: why` for what a class says.
type allowance struct {
	classes map[string]string
	entries map[string]string
	used    map[string]bool
	classed map[string]bool
}

func readAllowance(t *testing.T, name string) *allowance {
	t.Helper()
	a := &allowance{classes: map[string]string{}, entries: map[string]string{}, used: map[string]bool{}, classed: map[string]bool{}}
	for line := range lines(t, name) {
		key, value, ok := strings.Cut(line, ": ")
		require.True(t, ok, "%s: %q is no entry", name, line)
		if class, ok := strings.CutPrefix(key, "class "); ok {
			a.classes[class] = value
			continue
		}
		a.entries[key] = value
	}
	for key, class := range a.entries {
		assert.Contains(t, a.classes, class, "%s has no class", key)
		a.classed[class] = true
	}
	for class := range a.classes {
		assert.True(t, a.classed[class], "no entry has the class %s", class)
	}
	return a
}

// allows reports whether an entry names the function of o or its file.
func (a *allowance) allows(o offence) bool {
	for _, key := range []string{o.fn, o.file} {
		if _, ok := a.entries[key]; ok {
			a.used[key] = true
			return true
		}
	}
	return false
}

// TestLoopsPoll holds every loop in the packages of polled to the rule of loopChecker.
func TestLoopsPoll(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skip("the files of pkg/native are those of amd64")
	}
	args := make([]string, len(polled))
	for i, p := range polled {
		args[i] = "./" + p
	}
	c := newLoopChecker(t, goList(t, root, args...), func(p string) bool {
		in, ok := strings.CutPrefix(p, module+"/")
		return ok && slices.Contains(polled, in)
	})
	allowed := readAllowance(t, "polls_allowed.txt")
	for _, o := range c.offences() {
		if !allowed.allows(o) {
			assert.Fail(t, "a loop that does not poll", "%s:%d: %s: count its work (Step, Steps, Work), or say in polls_allowed.txt why it is short", o.file, o.line, o.fn)
		}
	}
	for key := range allowed.entries {
		assert.True(t, allowed.used[key], "polls_allowed.txt: %s needs no entry", key)
	}
	for name := range c.helpers {
		if !strings.HasPrefix(name, "func ") {
			assert.Contains(t, c.decls, name, "polls_helpers.txt: there is no %s", name)
		}
	}
}

// TestLoopCheckerFinds shows that the check can fail: in testdata/polls every
// loop with the comment `bad` is found, and no other.
func TestLoopCheckerFinds(t *testing.T) {
	dir := filepath.Join("testdata", "polls")
	c := newLoopChecker(t, goList(t, dir, "."), func(p string) bool { return strings.HasSuffix(p, "testdata/polls") })
	var want, got []string
	text, err := os.ReadFile(filepath.Join(dir, "loops.go"))
	require.NoError(t, err)
	for i, line := range strings.Split(string(text), "\n") {
		if strings.HasSuffix(line, "// bad") {
			want = append(want, fmt.Sprint(i+1))
		}
	}
	for _, o := range c.offences() {
		got = append(got, fmt.Sprint(o.line))
	}
	assert.Equal(t, want, got)
}

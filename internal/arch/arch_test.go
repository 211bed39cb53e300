package arch

import (
	"bufio"
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const root = "../.."

// sourceFile is a hand-written or generated Go file that is not a test.
type sourceFile struct {
	name      string // slash-separated, relative to the root
	pkg       string // folder, "" for the root
	pkgName   string
	imports   []string
	documents bool // it has a package comment
	generated bool
	lines     int
	long      bool // longer than maxLines, tables and generated code aside
}

var tableFile = regexp.MustCompile(`(_gen|_table|tables)[^/]*\.go$`)

// files reads every Go file of the module that goes into a package. Files that
// no build includes (generators with the tag ignore) and nested modules are
// left out.
func files(t *testing.T) []sourceFile {
	t.Helper()
	var out []sourceFile
	set := token.NewFileSet()
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			base := d.Name()
			if name != root && (base == "testdata" || base == "test262-suite" || strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_")) {
				return filepath.SkipDir
			}
			if _, err := os.Stat(filepath.Join(name, "go.mod")); name != root && err == nil {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		parsed, err := parser.ParseFile(set, name, text, parser.ImportsOnly|parser.ParseComments)
		if err != nil {
			return err
		}
		if bytes.Contains(text[:parsed.Package-token.Pos(set.File(parsed.Package).Base())], []byte("//go:build ignore")) {
			return nil
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		f := sourceFile{
			name:      filepath.ToSlash(rel),
			pkgName:   parsed.Name.Name,
			documents: parsed.Doc != nil,
			generated: ast.IsGenerated(parsed),
			lines:     bytes.Count(text, []byte("\n")),
		}
		if f.pkg = path.Dir(f.name); f.pkg == "." {
			f.pkg = ""
		}
		f.long = f.lines > maxLines && !f.generated && !tableFile.MatchString(f.name)
		for _, spec := range parsed.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			f.imports = append(f.imports, imported)
		}
		out = append(out, f)
		return nil
	})
	require.NoError(t, err)
	require.NotEmpty(t, out)
	return out
}

// under reports whether a package is the one at base or lies below it.
func under(pkg, base string) bool {
	return pkg == base || base != "" && strings.HasPrefix(pkg, base+"/")
}

func rowOf(pkg string) *row {
	var best *row
	for i := range rows {
		r := &rows[i]
		if under(pkg, r.path) && (best == nil || len(r.path) > len(best.path)) {
			best = r
		}
	}
	return best
}

// reach returns everything that packages of the row may import.
func (r *row) reach() []string {
	allowed := append([]string{r.path}, r.imports...)
	for _, b := range r.below {
		allowed = append(allowed, b)
		if below := rowOf(b); below != nil && below.path == b {
			allowed = append(allowed, below.reach()...)
		}
	}
	return allowed
}

func allows(allowed []string, pkg string) bool {
	return slices.ContainsFunc(allowed, func(a string) bool {
		if base, ok := strings.CutSuffix(a, "/..."); ok {
			return under(pkg, base)
		}
		return under(pkg, a)
	})
}

func TestImports(t *testing.T) {
	for _, f := range files(t) {
		r := rowOf(f.pkg)
		if !assert.NotNil(t, r, "%s: package %s is not in the import table", f.name, f.pkg) {
			continue
		}
		allowed := r.reach()
		for _, imported := range f.imports {
			inside, ok := strings.CutPrefix(imported, module)
			if !ok || inside != "" && inside[0] != '/' {
				continue
			}
			inside = strings.TrimPrefix(inside, "/")
			assert.True(t, allows(allowed, inside), "%s imports %s, which the table does not allow", f.name, imported)
		}
	}
}

// TestInnerPackagesStayInside: what is a part of another package is not for the rest.
func TestInnerPackagesStayInside(t *testing.T) {
	for _, f := range files(t) {
		for _, imported := range f.imports {
			inside, _ := strings.CutPrefix(imported, module+"/")
			if owner, ok := inner[inside]; ok {
				assert.True(t, under(f.pkg, owner), "%s imports %s, a part of %s", f.name, imported, owner)
			}
			if seam, ok := generators[inside]; ok && !under(f.pkg, inside) {
				assert.Equal(t, seam, f.name, "only the seam imports %s", imported)
			}
		}
	}
}

// TestTableHasNoCycle guards the table itself: nothing that a package may import may import it.
func TestTableHasNoCycle(t *testing.T) {
	for i := range rows {
		for _, reached := range rows[i].reach() {
			if other := rowOf(reached); other != nil && other != &rows[i] && other.path == reached {
				assert.False(t, slices.Contains(other.reach(), rows[i].path), "%s and %s may import each other", rows[i].path, reached)
			}
		}
	}
}

func TestUnsafe(t *testing.T) {
	for _, f := range files(t) {
		if slices.Contains(f.imports, "unsafe") || slices.Contains(f.imports, "C") {
			permitted := slices.ContainsFunc(mayUseUnsafe, func(p string) bool { return under(f.pkg, p) || f.name == p })
			assert.True(t, permitted, "%s uses unsafe", f.name)
			assert.NotContains(t, f.imports, "C", "%s uses cgo", f.name)
		}
	}
}

func TestAssembly(t *testing.T) {
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !slices.Contains([]string{".s", ".S", ".c", ".h"}, path.Ext(name)) {
			return err
		}
		rel, err := filepath.Rel(root, filepath.Dir(name))
		permitted := slices.ContainsFunc(mayUseAssembly, func(p string) bool { return under(filepath.ToSlash(rel), p) })
		assert.True(t, permitted, "%s is assembly", name)
		return err
	})
	require.NoError(t, err)
}

// TestPackagesAreDocumented demands a doc.go with a package comment; a command
// or a package of one file may have its comment elsewhere.
func TestPackagesAreDocumented(t *testing.T) {
	documented, commands := map[string]bool{}, map[string]bool{}
	all := map[string]int{}
	for _, f := range files(t) {
		all[f.pkg]++
	}
	for _, f := range files(t) {
		commands[f.pkg] = commands[f.pkg] || f.pkgName == "main"
		if f.documents && (path.Base(f.name) == "doc.go" || f.pkgName == "main" || all[f.pkg] == 1) {
			documented[f.pkg] = true
		}
	}
	for pkg := range all {
		if commands[pkg] {
			assert.True(t, documented[pkg], "the command %s has no package comment", pkg)
		} else {
			assert.True(t, documented[pkg], "package %s has no doc.go with a package comment", pkg)
		}
	}
}

func TestFileLengths(t *testing.T) {
	long := map[string]bool{}
	for _, f := range files(t) {
		if f.long {
			long[f.name] = true
			assert.Contains(t, longFiles, f.name, "%s has %d lines: is there a name that has not been found yet?", f.name, f.lines)
		}
	}
	for name, reason := range longFiles {
		assert.True(t, long[name], "%s is listed as long and is not", name)
		assert.NotEmpty(t, reason, name)
	}
}

var openWork = regexp.MustCompile(`//.*\b(TODO|FIXME|XXX|HACK)\b`)

// TestNothingIsLeftOpen rejects notes to oneself in the code.
func TestNothingIsLeftOpen(t *testing.T) {
	for _, f := range files(t) {
		text, err := os.Open(filepath.Join(root, f.name))
		require.NoError(t, err)
		lines := bufio.NewScanner(text)
		lines.Buffer(nil, 1<<22)
		for n := 1; lines.Scan(); n++ {
			assert.False(t, openWork.MatchString(lines.Text()) && f.pkg != "internal/arch", "%s:%d: %s", f.name, n, lines.Text())
		}
		require.NoError(t, text.Close())
	}
}

// TestEveryRowExists finds rows of packages that are gone.
func TestEveryRowExists(t *testing.T) {
	var missing []string
	for _, r := range rows {
		if _, err := os.Stat(filepath.Join(root, r.path)); err != nil {
			missing = append(missing, r.path)
		}
	}
	sort.Strings(missing)
	assert.Empty(t, missing)
}

// layoutFile is where machine code has its offsets in cells from.
const layoutFile = "pkg/native/lower/layout.go"

// TestOffsetsStandInOnePlace: no code generator has an offset of heap's or object's but
// from layoutFile, whose test holds it against what they do. machine.go computes
// addresses of Go's own structures.
func TestOffsetsStandInOnePlace(t *testing.T) {
	set := token.NewFileSet()
	for _, f := range files(t) {
		if !under(f.pkg, "pkg/native") || f.name == layoutFile || f.name == "pkg/native/lower/machine.go" {
			continue
		}
		parsed, err := parser.ParseFile(set, filepath.Join(root, f.name), nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		ast.Inspect(parsed, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok && strings.HasPrefix(s.Sel.Name, "Offset") {
				if pkg := nameOf(s.X); pkg == "heap" || pkg == "object" {
					assert.Fail(t, "an offset from elsewhere than "+layoutFile, "%s: %s.%s", set.Position(s.Pos()), pkg, s.Sel.Name)
				}
			}
			return true
		})
	}
}

package syntax_test

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	stdregexp "regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/regexp"
	"github.com/kilnjs/kiln/pkg/syntax"
)

func init() { syntax.CheckPattern = regexp.Check }

// suiteDefault is where the packed conformance suite is looked for, as seen from this package.
const suiteDefault = "../../../shared/test262/*.tar.gz"

// eachSuiteFile calls f with the path, from test/ on, and the text of each test of the suite.
func eachSuiteFile(t testing.TB, f func(name, text string)) {
	at := os.Getenv("KILN_TEST262")
	if at == "" {
		found, _ := filepath.Glob(suiteDefault)
		if len(found) == 0 {
			t.Skip("test262 is not here: set KILN_TEST262 to its folder or archive")
		}
		at = found[0]
	}
	take := func(name string, read func() ([]byte, error)) {
		i := strings.Index(name, "test/")
		if i < 0 || !strings.HasSuffix(name, ".js") || strings.Contains(filepath.Base(name), "_FIXTURE") {
			return
		}
		data, err := read()
		require.NoError(t, err)
		f(name[i:], string(data))
	}
	info, err := os.Stat(at)
	require.NoError(t, err)
	if info.IsDir() {
		require.NoError(t, filepath.WalkDir(at, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			rel, err := filepath.Rel(at, path)
			if err == nil {
				take(filepath.ToSlash(rel), func() ([]byte, error) { return os.ReadFile(path) })
			}
			return err
		}))
		return
	}
	file, err := os.Open(at)
	require.NoError(t, err)
	defer file.Close()
	z, err := gzip.NewReader(file)
	require.NoError(t, err)
	r := tar.NewReader(z)
	for {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		require.NoError(t, err)
		take(h.Name, func() ([]byte, error) { return io.ReadAll(r) })
	}
}

var (
	frontmatter = stdregexp.MustCompile(`(?s)/\*---(.*?)---\*/`)
	flagList    = stdregexp.MustCompile(`(?m)^flags:\s*\[([^\]]*)\]`)
	flagItems   = stdregexp.MustCompile(`(?m)^flags:\s*\n((?:\s+-\s*\S+\s*\n)+)`)
	parsePhase  = stdregexp.MustCompile(`(?m)^\s+phase:\s*parse\b`)
)

// suiteModes returns how a test is to be parsed and whether that must fail.
func suiteModes(text string) (modes []syntax.Options, prefix []string, negative bool) {
	meta := ""
	if m := frontmatter.FindStringSubmatch(strings.ReplaceAll(text, "\r", "\n")); m != nil {
		meta = m[1]
	}
	flags := ""
	if m := flagList.FindStringSubmatch(meta); m != nil {
		flags = m[1]
	} else if m := flagItems.FindStringSubmatch(meta); m != nil {
		flags = m[1]
	}
	has := func(flag string) bool { return strings.Contains(flags, flag) }
	add := func(o syntax.Options, p string) {
		modes = append(modes, o)
		prefix = append(prefix, p)
	}
	switch {
	case has("module"):
		add(syntax.Options{Goal: syntax.GoalModule}, "")
	case has("raw"):
		add(syntax.Options{}, "")
	default:
		if !has("onlyStrict") {
			add(syntax.Options{}, "")
		}
		if !has("noStrict") {
			add(syntax.Options{}, "\"use strict\";\n")
		}
	}
	return modes, prefix, strings.Contains(meta, "negative:") && parsePhase.MatchString(meta)
}

// TestSuiteSyntax demands the right verdict on every test of test262.
func TestSuiteSyntax(t *testing.T) {
	files, wrong := 0, 0
	eachSuiteFile(t, func(name, text string) {
		files++
		modes, prefix, negative := suiteModes(text)
		for i, o := range modes {
			o.Completion = true
			prog, err := syntax.Parse(syntax.NewSource(name, prefix[i]+text), o)
			switch {
			case err == nil && negative:
				wrong++
				t.Errorf("%s (%q): an early error is missing", name, prefix[i])
			case err != nil && !negative:
				wrong++
				var e *syntax.Error
				require.ErrorAs(t, err, &e)
				t.Errorf("%s (%q): %s", name, prefix[i], e.Detail())
			case err == nil:
				checkProgram(t, prog)
			}
		}
	})
	t.Logf("%d files, %d wrong", files, wrong)
}

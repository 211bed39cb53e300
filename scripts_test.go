package kiln_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/host262"
	"github.com/kilnjs/kiln/internal/modes"
	"github.com/kilnjs/kiln/pkg/web"
)

const scriptsRoot = "testdata/scripts"

// script is a file of testdata/scripts with what it is expected to do. In the
// file, `// expect: TEXT` stands for one printed line, in order, and
// `// throws: NAME: MESSAGE` for the error that ends it. A script with a line
// `// stress: skip, REASON` is left out when every safepoint collects, one with `// needs: LIBRARY`
// in builds without that library.
type script struct {
	name, source string
	module       bool
	expect       []string
	throws       string
}

var unstressed = regexp.MustCompile(`(?m)^// stress: skip, \S`)

var needed = regexp.MustCompile(`(?m)^// needs: (\S+)$`)

var expectation = regexp.MustCompile(`(?m)// (expect|throws):[ \t]*(.*?)[ \t]*$`)

func loadScripts(t *testing.T) []script {
	t.Helper()
	var scripts []script
	err := filepath.WalkDir(scriptsRoot, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), "_") {
			return err
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(scriptsRoot, name)
		if err != nil {
			return err
		}
		if kiln.Stressed && unstressed.Match(text) {
			return nil
		}
		if m := needed.FindSubmatch(text); m != nil && !kiln.IsBuiltWith(string(m[1])) {
			return nil
		}
		s := script{name: filepath.ToSlash(rel), source: string(text), module: path.Ext(name) == ".mjs"}
		for _, m := range expectation.FindAllStringSubmatch(s.source, -1) {
			if m[1] == "throws" {
				s.throws = m[2]
			} else {
				s.expect = append(s.expect, m[2])
			}
		}
		scripts = append(scripts, s)
		return nil
	})
	require.NoError(t, err)
	require.NotEmpty(t, scripts)
	return scripts
}

// scriptDeadline bounds one script in one mode.
const scriptDeadline = 180 * time.Second

// TestScripts runs every script of testdata/scripts in every mode and demands
// the output that the script itself names.
func TestScripts(t *testing.T) { runScripts(t, kiln.Options{}) }

// TestScriptsWhileShapeIDsStartOver is TestScripts in runtimes that give out the
// same ids again and again, as one does that runs for days.
func TestScriptsWhileShapeIDsStartOver(t *testing.T) { runScripts(t, kiln.Options{ShapeIDs: 64}) }

func runScripts(t *testing.T, o kiln.Options) {
	t.Helper()
	scripts := loadScripts(t)
	for _, mode := range modes.All {
		o.Tier, o.Thresholds = mode.Tier, mode.Thresholds
		t.Run(mode.Name, func(t *testing.T) {
			for _, s := range scripts {
				t.Run(s.name, func(t *testing.T) {
					t.Parallel()
					printed, thrown := runScript(t, s, o)
					assert.Equal(t, s.expect, printed)
					assert.Equal(t, s.throws, thrown)
				})
			}
		})
	}
}

// runScript returns the lines that a script printed and the error that ended it.
func runScript(t *testing.T, s script, o kiln.Options) (printed []string, thrown string) {
	t.Helper()
	var out bytes.Buffer
	o.Stdout, o.Libraries, o.Loader = &out, web.All(), kiln.FileLoader{}
	rt, err := host262.New(o)
	require.NoError(t, err)
	rt.SetDeadline(time.Now().Add(scriptDeadline))
	kind := kiln.Script
	if s.module {
		kind = kiln.Module
	}
	program, err := kiln.Compile(filepath.Join(scriptsRoot, filepath.FromSlash(s.name)), s.source, kind)
	require.NoError(t, err)
	_, err = rt.Run(program)
	if err == nil {
		err = rt.RunLoop()
	}
	if err != nil {
		var exception *kiln.Exception
		if !errors.As(err, &exception) {
			t.Errorf("the script ended with %v", err)
		} else if thrown = exception.Message; exception.Name != "" {
			thrown = exception.Name + ": " + exception.Message
		}
	}
	for line := range strings.Lines(out.String()) {
		printed = append(printed, strings.TrimRight(line, " \t\r\n"))
	}
	return printed, thrown
}

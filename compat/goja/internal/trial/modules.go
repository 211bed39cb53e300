package trial

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Program is a module that imports goja, with the packages whose tests have to do with it.
type Program struct {
	Version  string
	Packages []string
	// Large are modules that take minutes to build.
	Large bool
	// Timed are tests that compare milliseconds, so that a busy machine fails them.
	Timed []string
	// Fails are tests that fail, with the reason.
	Fails map[string]string
	// Gone are modules that are required and can be had no more; no package that is tried
	// needs them.
	Gone []string
}

// Programs are those that this module is tried with.
var Programs = []Program{
	{
		Version:  "github.com/dop251/goja_nodejs@v0.0.0-20260212111938-1f56ff5bcf14",
		Packages: []string{"./..."},
	},
	{
		Version:  "github.com/pocketbase/pocketbase@v0.30.4",
		Packages: []string{"./plugins/jsvm/..."},
		Timed:    []string{"TestBaseBindsSleep"},
	},
	{
		Version:  "github.com/cayleygraph/cayley@v0.7.7",
		Packages: []string{"./query/gizmo/..."},
	},
	{
		Version:  "oss.terrastruct.com/d2@v0.7.2",
		Packages: []string{"./lib/jsrunner", "./d2layouts/d2dagrelayout", "./d2renderers/d2latex", "./d2renderers/d2sketch", "./docs/examples/lib/..."},
		Fails: map[string]string{
			"TestSketch":              "fails with goja too: two of its pictures",
			"TestSketch/twitter":      "fails with goja too",
			"TestSketch/twitter_dark": "fails with goja too",
		},
	},
	{
		Version:  "github.com/benthosdev/benthos/v4@v4.27.0",
		Large:    true,
		Packages: []string{"./internal/impl/javascript/..."},
		Gone:     []string{"inet.af/peercred"},
	},
	{
		Version:  "github.com/ethereum/go-ethereum@v1.17.10",
		Large:    true,
		Packages: []string{"./internal/jsre/...", "./console/...", "./eth/tracers/..."},
		Fails: map[string]string{
			"TestTracer":      "four cases compare the text of a stack with numbers of goja's instructions",
			"TestPrettyError": "compares the text of a stack with the number of an instruction of goja's",
		},
	},
}

// Run runs the tests of p on this module, whose folder is compat, in the folder work, and
// returns which passed and which failed, with what they printed.
func (p *Program) Run(compat, work string) (passed []string, failed map[string]string, err error) {
	from, err := Module(p.Version)
	if err != nil {
		return nil, nil, err
	}
	if err := Copy(from, work, nil); err != nil {
		return nil, nil, err
	}
	if err := Replace(work, compat); err != nil {
		return nil, nil, err
	}
	for i, path := range p.Gone {
		if err := withoutModule(work, path, filepath.Join(work, "gone", strconv.Itoa(i))); err != nil {
			return nil, nil, err
		}
	}
	cmd := exec.Command("go", append([]string{"test", "-json"}, p.Packages...)...)
	cmd.Dir = work
	cmd.Env = environment()
	out, runErr := cmd.Output()
	failed = map[string]string{}
	printed := map[string]string{}
	for line := range strings.Lines(string(out)) {
		var e struct{ Action, Package, Test, Output string }
		if json.Unmarshal([]byte(line), &e) != nil {
			continue
		}
		key := e.Package + " " + e.Test
		switch {
		case e.Action == "output":
			printed[key] += e.Output
		case e.Action == "pass" && e.Test != "":
			passed = append(passed, e.Test)
		case e.Action == "fail" && e.Test != "":
			failed[e.Test] = printed[key]
		case e.Action == "fail" && !slices.ContainsFunc(slices.Collect(maps.Keys(printed)), func(k string) bool { return strings.HasPrefix(k, e.Package+" Test") }):
			failed[e.Package] = printed[key]
		}
	}
	if len(passed) == 0 && len(failed) == 0 {
		return nil, nil, fmt.Errorf("no test of %s ran: %v\n%s", p.Version, runErr, out)
	}
	return passed, failed, nil
}

// withoutModule puts an empty module, made at dir, in the place of the module at path.
func withoutModule(work, path, dir string) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module "+path+"\n\ngo 1.20\n"), 0o666); err != nil {
		return err
	}
	cmd := exec.Command("go", "mod", "edit", "-replace", path+"="+dir)
	cmd.Dir = work
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	return nil
}

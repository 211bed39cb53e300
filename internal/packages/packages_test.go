package packages

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/evanw/esbuild/pkg/api"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/modes"
	"github.com/kilnjs/kiln/internal/npm"
	"github.com/kilnjs/kiln/pkg/web"
)

var update = flag.Bool("update", false, "write the outputs that are expected, with node")

// deadline bounds one program in one mode.
const deadline = 3 * time.Minute

// TestPackages runs every program of testdata in every mode.
func TestPackages(t *testing.T) {
	if testing.Short() {
		t.Skip("packages come from the network")
	}
	dir := t.TempDir()
	install(t, dir)
	programs, err := filepath.Glob("testdata/*.js")
	require.NoError(t, err)
	require.NotEmpty(t, programs)
	for _, file := range programs {
		name := strings.TrimSuffix(filepath.Base(file), ".js")
		t.Run(name, func(t *testing.T) {
			code := bundle(t, file, dir)
			golden := strings.TrimSuffix(file, ".js") + ".txt"
			if *update {
				require.NoError(t, os.WriteFile(golden, inNode(t, code), 0o644))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			program, err := kiln.Compile(name+".bundle.js", code, kiln.Script)
			require.NoError(t, err)
			for _, mode := range modes.All {
				t.Run(mode.Name, func(t *testing.T) {
					t.Parallel()
					var out bytes.Buffer
					// On a clock that stands still no timer comes due while a program is busy, however slow that is.
					rt, err := kiln.New(kiln.Options{
						Tier: mode.Tier, Thresholds: mode.Thresholds, Stdout: &out, Stderr: &out,
						Libraries: web.All(), Clock: kiln.NewVirtualClock(time.Time{}),
					})
					require.NoError(t, err)
					rt.SetDeadline(time.Now().Add(deadline))
					if _, err = rt.Run(program); err == nil {
						err = rt.RunLoop()
					}
					require.NoError(t, err)
					assert.Equal(t, string(want), out.String())
				})
			}
		})
	}
}

// install unpacks all packages below dir/node_modules, as the bundler expects
// them. It skips the test where the archives are neither cached nor to be had.
func install(t *testing.T, dir string) {
	t.Helper()
	text, err := os.ReadFile("testdata/packages.json")
	require.NoError(t, err)
	var list []npm.Package
	require.NoError(t, json.Unmarshal(text, &list))
	for _, p := range list {
		err := p.Unpack(filepath.Join(dir, "node_modules", filepath.FromSlash(p.Name)))
		if errors.Is(err, npm.ErrUnreachable) {
			t.Skipf("%s %s: %v", p.Name, p.Version, err)
		}
		require.NoError(t, err, p.Name)
	}
}

// bundle makes one script of a program and the packages it imports.
func bundle(t *testing.T, file, dir string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	result := api.Build(api.BuildOptions{
		Stdin:    &api.StdinOptions{Contents: string(text), ResolveDir: dir, Sourcefile: filepath.Base(file)},
		Bundle:   true,
		Format:   api.FormatIIFE,
		Platform: api.PlatformBrowser,
		Target:   api.ESNext,
		Define:   map[string]string{"process.env.NODE_ENV": `"production"`},
		Plugins:  []api.Plugin{texts(dir), uglify(dir)},
		LogLevel: api.LogLevelSilent,
	})
	require.Empty(t, result.Errors)
	require.Len(t, result.OutputFiles, 1)
	return string(result.OutputFiles[0].Contents)
}

// texts lets a program import the text of a file of a package: `text:PACKAGE/FILE`.
func texts(dir string) api.Plugin {
	return api.Plugin{Name: "texts", Setup: func(b api.PluginBuild) {
		b.OnResolve(api.OnResolveOptions{Filter: "^text:"}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
			return api.OnResolveResult{Path: strings.TrimPrefix(a.Path, "text:"), Namespace: "text"}, nil
		})
		b.OnLoad(api.OnLoadOptions{Filter: ".", Namespace: "text"}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
			text, err := os.ReadFile(filepath.Join(dir, "node_modules", filepath.FromSlash(a.Path)))
			contents := string(text)
			return api.OnLoadResult{Contents: &contents, Loader: api.LoaderText}, err
		})
	}}
}

var uglifyFile = regexp.MustCompile(`require\.resolve\("\.\./(lib/\w[\w-]*\.js)"\)`)

// uglify makes a module of uglify-js, which otherwise reads its own files and
// evaluates them together when it is loaded.
func uglify(dir string) api.Plugin {
	root := filepath.Join(dir, "node_modules", "uglify-js")
	return api.Plugin{Name: "uglify", Setup: func(b api.PluginBuild) {
		b.OnResolve(api.OnResolveOptions{Filter: "^uglify-js$"}, func(api.OnResolveArgs) (api.OnResolveResult, error) {
			return api.OnResolveResult{Path: "uglify-js", Namespace: "uglify"}, nil
		})
		b.OnLoad(api.OnLoadOptions{Filter: ".", Namespace: "uglify"}, func(api.OnLoadArgs) (api.OnLoadResult, error) {
			list, err := os.ReadFile(filepath.Join(root, "tools", "node.js"))
			if err != nil {
				return api.OnLoadResult{}, err
			}
			var all strings.Builder
			all.WriteString("var domprops = [], atob, btoa;\n")
			for _, m := range uglifyFile.FindAllSubmatch(list, -1) {
				text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(string(m[1]))))
				if err != nil {
					return api.OnLoadResult{}, err
				}
				all.Write(text)
				all.WriteString("\n\n")
			}
			all.WriteString("exports.minify = minify;\n")
			contents := all.String()
			return api.OnLoadResult{Contents: &contents, Loader: api.LoaderJS, ResolveDir: root}, nil
		})
	}}
}

// inNode returns what node prints.
func inNode(t *testing.T, code string) []byte {
	t.Helper()
	command := exec.Command("node", "-")
	command.Env = append(os.Environ(), "TZ=UTC")
	command.Stdin = strings.NewReader(code)
	out, err := command.Output()
	require.NoError(t, err)
	return out
}

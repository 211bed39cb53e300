package nodepkg

import (
	"errors"
	"io/fs"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type files struct{ fstest.MapFS }

func (f files) Relative(p, from string) (string, error) {
	name := path.Join(path.Dir(from), p)
	if !fs.ValidPath(name) {
		return "", errors.New("outside")
	}
	return name, nil
}

func (f files) is(name string, dir bool) bool {
	info, err := fs.Stat(f.MapFS, name)
	return err == nil && info.IsDir() == dir
}
func (f files) IsFile(name string) bool          { return f.is(name, false) }
func (f files) IsDir(name string) bool           { return f.is(name, true) }
func (f files) Read(name string) ([]byte, error) { return fs.ReadFile(f.MapFS, name) }

// tree makes files of a text in which a line "> NAME" begins each.
func tree(text string) files {
	m := fstest.MapFS{}
	for _, file := range strings.Split(text, "> ")[1:] {
		name, body, _ := strings.Cut(file, "\n")
		m[name] = &fstest.MapFile{Data: []byte(body)}
	}
	return files{m}
}

var some = tree(`
> package.json
{"name": "app", "exports": {".": "./main.js", "./util": "./src/util.js"},
 "imports": {"#dep": {"browser": "./browser.js", "import": "modern"}, "#deep/*": "./src/*.js", "#own/*.js": "./src/*.mjs",
             "#url": "https://e.com/x", "#up": "../x.js", "#null": null, "#sub/*": "modern/features/*"}}
> src/util.js
> node_modules/modern/package.json
{"name": "modern", "exports": {
  ".": {"require": "./index.cjs", "import": {"types": "./index.d.ts", "default": "./index.mjs"}},
  "./features/*": "./src/features/*.js",
  "./features/*.js": "./src/features/*.js",
  "./features/private/*": null,
  "./list": ["bad", {"never": "./never.js"}, "./list.js"],
  "./nulls": [null],
  "./empty": [],
  "./escape": "./../../secret.js",
  "./modules": "./node_modules/x.js",
  "./encoded": "./%2e%2E/x.js",
  "./bare": "modern",
  "./number": 5,
  "./conditions": {"0": "./x.js"},
  "./none": {"never": "./x.js"},
  "./package.json": "./package.json",
  "./kiln": {"kiln": "./kiln.js", "default": "./default.js"},
  "./twice/*/*": "./x.js",
  "./trailing/": "./trailing/"
}}
> node_modules/modern/node_modules/inner/index.js
> node_modules/sugar/package.json
{"exports": "./sugar.js"}
> node_modules/conditions/package.json
{"exports": {"import": "./m.js", "default": "./d.js"}}
> node_modules/mixed/package.json
{"exports": {"./a": "./a.js", "import": "./m.js"}}
> node_modules/legacy/package.json
{"main": "lib/main"}
> node_modules/legacy/lib/main.js
> node_modules/legacy/lib/other.js
> node_modules/both/package.json
{"main": "cjs.js", "module": "./esm"}
> node_modules/both/cjs.js
> node_modules/both/esm/index.js
> node_modules/plain/index.js
> node_modules/broken/package.json
{"main": 
> node_modules/odd/package.json
{"main": 5, "name": [], "exports": null}
> node_modules/odd/index.mjs
> node_modules/empty/package.json
{}
> node_modules/@scope/pkg/package.json
{"exports": {"./x": "./x.js"}}
> src/deep/node_modules/plain/index.js
`)

func TestBare(t *testing.T) {
	r := Resolver{Files: some, Conditions: []string{"kiln", "import"}}
	for _, c := range []struct {
		specifier, from, want string
		kind                  ErrorKind
	}{
		{"modern", "main.js", "node_modules/modern/index.mjs", 0},
		{"modern", "src/deep/x.js", "node_modules/modern/index.mjs", 0},
		{"modern/features/a", "main.js", "node_modules/modern/src/features/a.js", 0},
		{"modern/features/a/b", "main.js", "node_modules/modern/src/features/a/b.js", 0},
		{"modern/features/a.js", "main.js", "node_modules/modern/src/features/a.js", 0},
		{"modern/features/", "main.js", "", NotExported},
		{"modern/features/private/a", "main.js", "", NotExported},
		{"modern/features/../x", "main.js", "", InvalidSpecifier},
		{"modern/features/node_modules/x", "main.js", "", InvalidSpecifier},
		{"modern/list", "main.js", "node_modules/modern/list.js", 0},
		{"modern/nulls", "main.js", "", NotExported},
		{"modern/empty", "main.js", "", NotExported},
		{"modern/escape", "main.js", "", InvalidTarget},
		{"modern/modules", "main.js", "", InvalidTarget},
		{"modern/encoded", "main.js", "", InvalidTarget},
		{"modern/bare", "main.js", "", InvalidTarget},
		{"modern/number", "main.js", "", InvalidTarget},
		{"modern/conditions", "main.js", "", InvalidConfiguration},
		{"modern/none", "main.js", "", NotExported},
		{"modern/unknown", "main.js", "", NotExported},
		{"modern/trailing/x", "main.js", "", NotExported},
		{"modern/twice/a/b", "main.js", "", NotExported},
		{"modern/package.json", "main.js", "node_modules/modern/package.json", 0},
		{"modern/kiln", "main.js", "node_modules/modern/kiln.js", 0},
		{"modern", "node_modules/modern/src/x.js", "node_modules/modern/index.mjs", 0},
		{"inner", "node_modules/modern/src/x.js", "node_modules/modern/node_modules/inner/index.js", 0},
		{"inner", "main.js", "", NotFound},
		{"sugar", "main.js", "node_modules/sugar/sugar.js", 0},
		{"sugar/sugar.js", "main.js", "", NotExported},
		{"conditions", "main.js", "node_modules/conditions/m.js", 0},
		{"mixed", "main.js", "", InvalidConfiguration},
		{"legacy", "main.js", "node_modules/legacy/lib/main.js", 0},
		{"legacy/lib/other.js", "main.js", "node_modules/legacy/lib/other.js", 0},
		{"both", "main.js", "node_modules/both/esm/index.js", 0},
		{"plain", "main.js", "node_modules/plain/index.js", 0},
		{"plain", "src/deep/x.js", "src/deep/node_modules/plain/index.js", 0},
		{"broken", "main.js", "", InvalidConfiguration},
		{"odd", "main.js", "node_modules/odd/index.mjs", 0},
		{"empty", "main.js", "", NotFound},
		{"@scope/pkg/x", "main.js", "node_modules/@scope/pkg/x.js", 0},
		{"@scope/pkg", "main.js", "", NotExported},
		{"@scope", "main.js", "", InvalidSpecifier},
		{".hidden", "main.js", "", InvalidSpecifier},
		{"a%2Fb", "main.js", "", InvalidSpecifier},
		{"app", "src/x.js", "main.js", 0},
		{"app/util", "src/x.js", "src/util.js", 0},
		{"app/private", "src/x.js", "", NotExported},
		{"#dep", "src/x.js", "node_modules/modern/index.mjs", 0},
		{"#deep/util", "main.js", "src/util.js", 0},
		{"#own/util.js", "main.js", "src/util.mjs", 0},
		{"#sub/a", "main.js", "node_modules/modern/src/features/a.js", 0},
		{"#url", "main.js", "", InvalidTarget},
		{"#up", "main.js", "", InvalidTarget},
		{"#null", "main.js", "", NotDefined},
		{"#gone", "main.js", "", NotDefined},
		{"#", "main.js", "", InvalidSpecifier},
		{"#/x", "main.js", "", InvalidSpecifier},
		{"#dep", "node_modules/plain/index.js", "", NotDefined},
	} {
		got, err := r.Bare(c.specifier, c.from)
		if c.want != "" {
			assert.NoError(t, err, c.specifier)
			assert.Equal(t, c.want, got, "%s from %s", c.specifier, c.from)
			continue
		}
		var e *Error
		if assert.ErrorAs(t, err, &e, "%s from %s", c.specifier, c.from) {
			assert.Equal(t, c.kind, e.Kind, "%s from %s: %v", c.specifier, c.from, err)
		}
	}
	require.NoError(t, r.Check("src/util.js"))
	assert.ErrorContains(t, r.Check("src"), "is a directory")
	assert.ErrorContains(t, r.Check("gone"), "there is no file")
}

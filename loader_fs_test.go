package kiln_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
)

// files makes a file system of texts by name.
func files(texts map[string]string) fstest.MapFS {
	m := fstest.MapFS{}
	for name, text := range texts {
		m[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
	}
	return m
}

// exported runs the module and returns its export `out`.
func exported(t *testing.T, loader kiln.Loader, specifier string) (any, error) {
	t.Helper()
	rt := newRuntime(t, kiln.Options{Loader: loader})
	ns, err := rt.Import(specifier)
	if err == nil {
		err = rt.RunLoop()
	}
	if err == nil {
		err = rt.ModuleResult()
	}
	if err != nil {
		return nil, err
	}
	v, err := ns.Get("out")
	require.NoError(t, err)
	return v.Export(), nil
}

func TestARuntimeLoadsNoModulesUnlessItIsGivenALoader(t *testing.T) {
	rt := newRuntime(t, kiln.Options{})
	_, err := rt.Import("loader_fs_test.go")
	assert.EqualError(t, err, "TypeError: Cannot load module 'loader_fs_test.go': this runtime loads no modules (kiln.Options.Loader is nil)")
	v, err := rt.RunString("a.js", "let said; import('./loader_fs_test.go').catch(e => { said = e.message }); () => said")
	require.NoError(t, err)
	require.NoError(t, rt.RunLoop())
	v, err = v.Call(nil)
	require.NoError(t, err)
	assert.Contains(t, v.String(), "imported from a.js: this runtime loads no modules")
}

func TestFSLoader(t *testing.T) {
	fsys := files(map[string]string{
		"main.js":         "import x from './lib/a.js'; import y from '/lib/b.js'; import z from 'lib/c.js'; import {url} from 'file:///lib/d.js'; export const out = x + y + z + url",
		"lib/a.js":        "import up from '../up.js'; export default 'a' + up",
		"lib/b.js":        "export default 'b'",
		"lib/c.js":        "export default 'c'",
		"lib/d.js":        "export const url = import.meta.url",
		"lib/e f#.js":     "export const out = [import.meta.url, import.meta.resolve('./a.js'), import.meta.resolve('../../x.js')].join()",
		"lib/sp.js":       "export {out} from './e%20f%23.js'",
		"lib/url.js":      "export {out} from 'file:///lib/e%20f%23.js?v=1#x'",
		"up.js":           "export default 'up'",
		"data.js":         "import o from './d.json' with {type: 'json'}; import t from './t.txt' with {type: 'text'}; import b from './t.txt' with {type: 'bytes'}; export const out = o.n + t + b.length",
		"d.json":          `{"n": 1}`,
		"t.txt":           "text",
		"escape.js":       "import '../outside.js'",
		"lib/escape.js":   "import '../../outside.js'",
		"root.js":         "import '/../outside.js'",
		"escape-url.js":   "import 'file:///lib/..%2F..%2Foutside.js'",
		"other-scheme.js": "import 'https://example.com/x.js'",
		"dir.js":          "import './lib'",
		"gone.js":         "import './nothing.js'",
	})
	for specifier, want := range map[string]string{
		"main.js":         "aupbcfile:///lib/d.js",
		"./main.js":       "aupbcfile:///lib/d.js",
		"/data.js":        "1text4",
		"lib/url.js":      "file:///lib/e%20f%23.js,file:///lib/a.js,!",
		"escape.js":       "! leads out of the files of this loader",
		"lib/escape.js":   "! leads out of the files of this loader",
		"root.js":         "! leads out of the files of this loader",
		"escape-url.js":   "! names no file",
		"other-scheme.js": "! is not below file:///",
		"dir.js":          "! is a directory",
		"gone.js":         "! there is no file nothing.js",
		"lib/sp.js":       "! there is no file lib/e%20f%23.js",
		"":                "! is empty",
	} {
		got, err := exported(t, kiln.FSLoader{FS: fsys}, specifier)
		if want[0] == '!' {
			var m *kiln.ModuleError
			assert.ErrorAs(t, err, &m, specifier)
			assert.ErrorContains(t, err, want[1:], specifier)
			continue
		}
		if specifier == "lib/url.js" { // import.meta.resolve of what leads out throws
			assert.ErrorContains(t, err, "leads out", specifier)
			continue
		}
		assert.NoError(t, err, specifier)
		assert.Equal(t, want, got, specifier)
	}
	_, err := exported(t, kiln.FSLoader{FS: fsys}, "gone.js")
	assert.ErrorIs(t, err, fs.ErrNotExist)
	got, err := exported(t, kiln.FSLoader{FS: files(map[string]string{
		"a.js": "import './b.js'; export const out = import.meta.url + ' ' + import.meta.resolve('https://e.com/app/b.js')", "b.js": "",
	}), Base: "https://e.com/app"}, "https://e.com/app/a.js")
	require.NoError(t, err)
	assert.Equal(t, "https://e.com/app/a.js https://e.com/app/b.js", got)
}

func TestFSLoaderOfADirectoryKeepsToIt(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("symbolic links need a privilege")
	}
	dir := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(dir, "in"), 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "secret.js"), []byte("export const out = 'secret'"), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "in", "a.js"), []byte("export const out = 'a'"), 0o600))
	require.NoError(t, os.Symlink("../secret.js", filepath.Join(dir, "in", "link.js")))
	require.NoError(t, os.Symlink("a.js", filepath.Join(dir, "in", "good.js")))
	root, err := os.OpenRoot(filepath.Join(dir, "in"))
	require.NoError(t, err)
	defer root.Close()
	got, err := exported(t, kiln.FSLoader{FS: root.FS()}, "good.js")
	require.NoError(t, err)
	assert.Equal(t, "a", got)
	_, err = exported(t, kiln.FSLoader{FS: root.FS()}, "link.js")
	assert.ErrorContains(t, err, "escapes")
	got, err = exported(t, kiln.FSLoader{FS: os.DirFS(filepath.Join(dir, "in"))}, "link.js")
	require.NoError(t, err, "os.DirFS follows links")
	assert.Equal(t, "secret", got)
}

func TestExtensionLoaderSaysWhatModulesAre(t *testing.T) {
	loader := kiln.ExtensionLoader{
		Next: kiln.FSLoader{FS: files(map[string]string{
			"main.js": "import o from './d.json'; import o2 from './d.json' with {type: 'json'}; import t from './t.txt'; import b from './b.bin'; export const out = o.n + t + b[0] + (o === o2)",
			"bad.js":  "import './d.json' with {type: 'text'}",
			"d.json":  `{"n": 1}`, "t.txt": "t", "b.bin": "A",
		})},
		Types: map[string]kiln.ModuleType{".json": kiln.TypeJSON, ".txt": kiln.TypeText, ".bin": kiln.TypeBytes},
	}
	got, err := exported(t, loader, "main.js")
	require.NoError(t, err)
	assert.Equal(t, "1t65true", got)
	_, err = exported(t, loader, "bad.js")
	assert.ErrorContains(t, err, `it is of type "json", not "text"`)
}

func TestImportMap(t *testing.T) {
	next := kiln.FSLoader{FS: files(map[string]string{
		"app/main.js":      "import a from 'lib'; import b from 'lib/b.js'; import c from './moved.js'; export const out = a + b + c",
		"app/old/main.js":  "import a from 'lib'; export const out = a",
		"app/blocked.js":   "import 'blocked'",
		"app/up.js":        "import 'lib/../../secret.js'",
		"app/bare.js":      "import 'vendor/lib/b.js'; export const out = 1",
		"app/host.js":      "import x from 'host'; export const out = x",
		"app/new.js":       "export default 'new'",
		"vendor/lib/a.js":  "export default 'a'",
		"vendor/lib/a0.js": "export default 'a0'",
		"vendor/lib/b.js":  "export default 'b'",
		"secret.js":        "",
	})}
	m, err := kiln.NewImportMap(next, []byte(`{
		"imports": {"lib": "../vendor/lib/a.js", "lib/": "../vendor/lib/", "./moved.js": "./new.js", "blocked": null, "host": "app:host", "bad": "bare"},
		"scopes": {"./old/": {"lib": "../vendor/lib/a0.js"}}
	}`), "app/index.html")
	require.NoError(t, err)
	assert.Len(t, m.Warnings(), 1)
	for specifier, want := range map[string]string{
		"app/main.js":     "abnew",
		"app/old/main.js": "a0",
		"app/bare.js":     "1",
		"app/blocked.js":  "! the import map blocks it",
		"app/up.js":       "! is not below file:///vendor/lib/",
		"app/host.js":     "! app:host",
		"lib":             "undefined",
	} {
		got, err := exported(t, m, specifier)
		if want[0] == '!' {
			assert.ErrorContains(t, err, want[1:], specifier)
			continue
		}
		assert.NoError(t, err, specifier)
		if got == nil {
			got = "undefined"
		}
		assert.EqualValues(t, want, toText(got), specifier)
	}
	rt := newRuntime(t, kiln.Options{Loader: m})
	_, err = rt.Module("app:host", map[string]any{"default": "from Go"})
	require.NoError(t, err)
	ns, err := rt.Import("app/host.js")
	require.NoError(t, err)
	v, err := ns.Get("out")
	require.NoError(t, err)
	assert.Equal(t, "from Go", v.String())
	_, err = kiln.NewImportMap(next, []byte(`{"imports": 1}`), "")
	assert.EqualError(t, err, `kiln: "imports" of the import map is no object`)
}

// TestImportMapOfPlainLoader maps names of a loader that knows no URLs.
func TestImportMapOfPlainLoader(t *testing.T) {
	m, err := kiln.NewImportMap(modules{"main": "import {x} from 'short'; export const out = x", "names": "export const x = 'found'"}, []byte(`{"imports": {"short": "./names"}}`), "")
	require.NoError(t, err)
	got, err := exported(t, m, "main")
	require.NoError(t, err)
	assert.Equal(t, "found", got)
}

func TestNodeLoader(t *testing.T) {
	fsys := files(map[string]string{
		"package.json":                        `{"type": "module", "imports": {"#x": "./src/x.js"}}`,
		"main.js":                             "import a from 'pkg'; import b from 'pkg/sub/b'; import c from '@s/c'; import x from '#x'; export const out = a + b + c + x",
		"src/x.js":                            "export default 'x'",
		"node.js":                             "import 'node:fs'",
		"gone.js":                             "import 'gone'",
		"private.js":                          "import 'pkg/lib/b.js'",
		"dir.js":                              "import './src'",
		"missing.js":                          "import './src/y.js'",
		"ext.js":                              "import './src/x'",
		"cjs.js":                              "import 'cjs'",
		"cjs-typed.js":                        "import 'cjs-typed'",
		"cjs-ext.js":                          "import 'cjs/x.cjs'",
		"cjs-text.js":                         "import t from 'cjs/x.cjs' with {type: 'text'}; export const out = t",
		"effect.js":                           "import 'effect'; export const out = globalThis.effect",
		"json.js":                             "import d from 'pkg/package.json' with {type: 'json'}; export const out = d.name",
		"node_modules/pkg/package.json":       `{"name": "pkg", "type": "module", "exports": {".": {"require": "./no.cjs", "import": "./a.js"}, "./sub/*": "./lib/*.js", "./package.json": "./package.json"}}`,
		"node_modules/pkg/a.js":               "export default 'a'",
		"node_modules/pkg/lib/b.js":           "export default 'b'",
		"node_modules/@s/c/package.json":      `{"module": "esm.js", "main": "cjs.js"}`,
		"node_modules/@s/c/esm.js":            "export default 'c'",
		"node_modules/cjs/package.json":       `{"main": "x"}`,
		"node_modules/cjs/x.js":               "'use strict'; exports.a = 1",
		"node_modules/cjs/x.cjs":              "1",
		"node_modules/cjs-typed/package.json": `{"type": "commonjs"}`,
		"node_modules/cjs-typed/index.js":     "1",
		"node_modules/effect/index.js":        "globalThis.effect = 'effect'",
	})
	loader := &kiln.NodeLoader{Next: kiln.FSLoader{FS: fsys}}
	for specifier, want := range map[string]string{
		"main.js":      "abcx",
		"./main.js":    "abcx",
		"node.js":      "! Runtime.Module",
		"gone.js":      `! there is no package "gone"`,
		"private.js":   `! does not export "./lib/b.js"`,
		"dir.js":       "! src is a directory",
		"missing.js":   "! there is no file src/y.js",
		"ext.js":       "! there is no file src/x",
		"cjs.js":       `! node_modules/cjs/x.js is a CommonJS module (its package.json does not say "type": "module")`,
		"cjs-typed.js": `! says "type": "commonjs")`,
		"cjs-ext.js":   "! its name ends with .cjs",
		"cjs-text.js":  "1",
		"effect.js":    "effect",
		"json.js":      "pkg",
	} {
		got, err := exported(t, loader, specifier)
		if want[0] == '!' {
			assert.ErrorContains(t, err, want[2:], specifier)
			continue
		}
		assert.NoError(t, err, specifier)
		assert.Equal(t, want, got, specifier)
	}
	_, err := exported(t, &kiln.NodeLoader{Next: modules{}}, "main.js")
	assert.ErrorContains(t, err, "no StatLoader")
	m, err := kiln.NewImportMap(loader, []byte(`{"imports": {"short": "./src/x.js"}, "scopes": {"./src/": {"pkg": "./src/x.js"}}}`), "")
	require.NoError(t, err)
	fsys["mapped.js"] = &fstest.MapFile{Data: []byte("import x from 'short'; import a from 'pkg'; import {inner} from './src/inner.js'; export const out = x + a + inner")}
	fsys["src/inner.js"] = &fstest.MapFile{Data: []byte("import a from 'pkg'; export const inner = a")}
	got, err := exported(t, m, "mapped.js")
	require.NoError(t, err)
	assert.Equal(t, "xax", got)
}

// TestNodeLoaderFollowsLinks has a package that is a symbolic link, as package managers lay
// them out, and finds its dependency beside what the link leads to.
func TestNodeLoaderFollowsLinks(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("symbolic links need a privilege")
	}
	dir := t.TempDir()
	write := func(name, text string) {
		require.NoError(t, os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755))
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	write("main.mjs", "import {out} from 'a'; export {out}")
	write("node_modules/.store/a@1/node_modules/a/index.mjs", "import b from 'b'; export const out = b")
	write("node_modules/.store/b@1/node_modules/b/index.mjs", "export default 'b'")
	require.NoError(t, os.Symlink(".store/a@1/node_modules/a", filepath.Join(dir, "node_modules/a")))
	require.NoError(t, os.Symlink("../../b@1/node_modules/b", filepath.Join(dir, "node_modules/.store/a@1/node_modules/b")))
	root, err := os.OpenRoot(dir)
	require.NoError(t, err)
	defer root.Close()
	for name, next := range map[string]kiln.Loader{
		"os":   kiln.FileLoader{Root: dir},
		"root": kiln.FSLoader{FS: root.FS()},
		"dir":  kiln.FSLoader{FS: os.DirFS(dir)},
	} {
		got, err := exported(t, &kiln.NodeLoader{Next: next}, "main.mjs")
		require.NoError(t, err, name)
		assert.Equal(t, "b", got, name)
		_, err = exported(t, &kiln.NodeLoader{Next: next, PreserveSymlinks: true}, "main.mjs")
		assert.ErrorContains(t, err, `there is no package "b"`, name)
	}
}

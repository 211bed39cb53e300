package kiln_test

import (
	"fmt"
	"testing/fstest"

	"github.com/kilnjs/kiln"
)

// A module of the host: scripts import it by name.
func ExampleRuntime_Module() {
	rt, err := kiln.New(kiln.Options{Loader: kiln.FSLoader{FS: fstest.MapFS{
		"main.js": {Data: []byte(`
			import { version, users } from "db";
			export const text = "db " + version;
			export const count = () => users;`)},
	}}})
	if err != nil {
		panic(err)
	}
	db, err := rt.Module("db", map[string]any{
		"version": kiln.Lazy(func() (any, error) { return "1.2", nil }), // asked when it is imported
		"users":   3,
	})
	if err != nil {
		panic(err)
	}
	main, err := rt.Import("main.js")
	if err != nil {
		panic(err)
	}
	text, _ := main.Get("text")
	count, _ := main.Get("count")
	before, _ := count.Call(nil)
	if err := db.Set("users", 4); err != nil { // every importer sees it
		panic(err)
	}
	after, _ := count.Call(nil)
	fmt.Println(text, before, after)
	// Output: db 1.2 3 4
}

// Modules from an fs.FS, such as an embed.FS.
func ExampleFSLoader() {
	rt, err := kiln.New(kiln.Options{Loader: kiln.FSLoader{FS: fstest.MapFS{
		"main.js":     {Data: []byte(`import { area } from "./lib/area.js"; export const out = area(2, 3) + " " + import.meta.url`)},
		"lib/area.js": {Data: []byte(`export const area = (w, h) => w * h`)},
		"up.js":       {Data: []byte(`import "../etc/passwd"`)},
	}}})
	if err != nil {
		panic(err)
	}
	main, err := rt.Import("main.js")
	if err != nil {
		panic(err)
	}
	fmt.Println(main.Get("out"))
	_, err = rt.Import("up.js")
	fmt.Println(err)
	// Output:
	// 6 file:///main.js <nil>
	// TypeError: Cannot load module '../etc/passwd' imported from up.js: ../etc/passwd leads out of the files of this loader
}

// An import map gives bare specifiers a place.
func ExampleNewImportMap() {
	files := kiln.FSLoader{FS: fstest.MapFS{
		"main.js":               {Data: []byte(`import { greet } from "greetings"; export const out = greet("you")`)},
		"vendor/greetings-2.js": {Data: []byte("export const greet = who => `hello ${who}`")},
	}}
	loader, err := kiln.NewImportMap(files, []byte(`{"imports": {"greetings": "./vendor/greetings-2.js"}}`), "")
	if err != nil {
		panic(err)
	}
	rt, err := kiln.New(kiln.Options{Loader: loader})
	if err != nil {
		panic(err)
	}
	main, err := rt.Import("main.js")
	if err != nil {
		panic(err)
	}
	fmt.Println(main.Get("out"))
	// Output: hello you <nil>
}

// Packages in node_modules are found as Node finds them.
func ExampleNodeLoader() {
	rt, err := kiln.New(kiln.Options{Loader: &kiln.NodeLoader{Next: kiln.FSLoader{FS: fstest.MapFS{
		"main.js":                           {Data: []byte(`import { pad } from "texts/pad"; export const out = pad("x")`)},
		"node_modules/texts/package.json":   {Data: []byte(`{"type": "module", "exports": {"./*": "./src/*.js"}}`)},
		"node_modules/texts/src/pad.js":     {Data: []byte(`export const pad = s => s.padStart(3, ".")`)},
		"node_modules/texts/src/private.js": {},
	}}}})
	if err != nil {
		panic(err)
	}
	main, err := rt.Import("main.js")
	if err != nil {
		panic(err)
	}
	fmt.Println(main.Get("out"))
	// Output: ..x <nil>
}

package kiln_test

import (
	"errors"
	"fmt"
	"io/fs"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/modes"
)

func toText(x any) string { return fmt.Sprint(x) }

// inModes runs f with a runtime of each mode, and of the last one that collects at every
// safepoint.
func inModes(t *testing.T, o kiln.Options, f func(t *testing.T, rt *kiln.Runtime)) {
	t.Helper()
	for _, mode := range modes.All {
		o.Tier, o.Thresholds = mode.Tier, mode.Thresholds
		t.Run(mode.Name, func(t *testing.T) { f(t, newRuntime(t, o)) })
	}
	o.Stress = true
	t.Run("stress", func(t *testing.T) { f(t, newRuntime(t, o)) })
}

func TestNativeModules(t *testing.T) {
	inModes(t, kiln.Options{Loader: kiln.FSLoader{FS: files(map[string]string{
		"main.js": `
			import * as db from "db";
			import { count, open } from "db";
			import value from "db";
			export { count as again } from "db";
			export * from "db";
			export function read() { return count + "," + db.count + "," + db.default }
			export const keys = Object.keys(db).join();
			export const tag = db[Symbol.toStringTag];
			export const sealed = Object.isSealed(db) + " " + Reflect.set(db, "count", 5) + " " + Object.getPrototypeOf(db);
			export const opened = open("x");
			export const late = (await import("db")) === db;
			export const lazy = db.lazy;
			export function many() { let n = 0; for (let i = 0; i < 200; i++) n += count; return n }`,
		"missing.js": `import { gone } from "db"`,
		"typed.js":   `import "db" with {type: "json"}`,
	})}}, func(t *testing.T, rt *kiln.Runtime) {
		lazies := 0
		db, err := rt.Module("db", map[string]any{
			"count":   1,
			"default": "value",
			"open": rt.NewFunction("open", 1, func(c kiln.Call) (kiln.Value, error) {
				return c.Arg(0), nil
			}),
			"lazy": kiln.Lazy(func() (any, error) { lazies++; return "made", nil }),
		})
		require.NoError(t, err)
		assert.Zero(t, lazies)
		ns, err := rt.Import("main.js")
		require.NoError(t, err)
		require.NoError(t, rt.RunLoop())
		assert.Equal(t, 1, lazies)
		get := func(name string) string {
			v, err := ns.Get(name)
			require.NoError(t, err)
			return v.String()
		}
		call := func(name string) string {
			v, err := ns.Get(name)
			require.NoError(t, err)
			v, err = v.Call(nil)
			require.NoError(t, err)
			return v.String()
		}
		assert.Equal(t, "count,default,lazy,open", get("keys"))
		assert.Equal(t, "Module", get("tag"))
		assert.Equal(t, "true false null", get("sealed"))
		assert.Equal(t, "x", get("opened"))
		assert.Equal(t, "true", get("late"))
		assert.Equal(t, "made", get("lazy"))
		assert.Equal(t, "1,1,value", call("read"))
		assert.Equal(t, "200", call("many"))
		require.NoError(t, db.Set("count", 2))
		require.NoError(t, db.Set("default", "other"))
		assert.Equal(t, "2,2,other", call("read"))
		assert.Equal(t, "400", call("many"))
		assert.Equal(t, "2", get("again"))
		assert.Equal(t, "2", get("count"))
		v, err := db.Get("count")
		require.NoError(t, err)
		assert.Equal(t, "2", v.String())
		assert.EqualError(t, db.Set("new", 1), `kiln: module "db" has no export "new"`)
		_, err = rt.Import("missing.js")
		assert.EqualError(t, err, "SyntaxError: The requested module 'db' does not provide an export named 'gone' (missing.js:1:10)")
		_, err = rt.Import("typed.js")
		assert.ErrorContains(t, err, `it is a module of the host, not of type "json"`)
		_, err = rt.Module("db", nil)
		assert.EqualError(t, err, `kiln: there is a module "db" already`)
		again, err := rt.Import("db")
		require.NoError(t, err)
		v, err = again.Get("default")
		require.NoError(t, err)
		assert.Equal(t, "other", v.String())
	})
}

var errNative = errors.New("no connection")

func TestNativeModulesThatFail(t *testing.T) {
	inModes(t, kiln.Options{}, func(t *testing.T, rt *kiln.Runtime) {
		_, err := rt.Module("bad", map[string]any{"x": make(chan<- func())})
		assert.ErrorContains(t, err, `kiln: export "x" of module "bad"`)
		_, err = rt.Module("", nil)
		assert.Error(t, err)
		_, err = rt.Module("lazy", map[string]any{"x": kiln.Lazy(func() (any, error) { return nil, errNative })})
		require.NoError(t, err)
		_, err = rt.Import("lazy")
		assert.ErrorIs(t, err, errNative)
		var e *kiln.Exception
		require.ErrorAs(t, err, &e)
		assert.Equal(t, "no connection", e.Message)
		tries := 0
		_, err = rt.LazyModule("later", func() (map[string]any, error) {
			if tries++; tries == 1 {
				return nil, errNative
			}
			return map[string]any{"tries": tries}, nil
		})
		require.NoError(t, err)
		v, err := rt.RunString("a.js", `
			let said = [];
			import("lazy").catch(e => said.push(e.message))
			.then(() => import("later")).catch(e => said.push(e.message))
			.then(() => import("later")).then(ns => said.push(ns.tries));
			() => said.join()`)
		require.NoError(t, err)
		require.NoError(t, rt.RunLoop())
		v, err = v.Call(nil)
		require.NoError(t, err)
		assert.Equal(t, "no connection,Cannot load module 'later' imported from a.js: no connection,2", v.String())
	})
}

func TestImportMeta(t *testing.T) {
	rt := newRuntime(t, kiln.Options{
		Loader: kiln.FSLoader{FS: files(map[string]string{
			"a/main.js": `export const out = [import.meta.url, import.meta.extra, import.meta.resolve("./x.js"), import.meta.resolve("db"), Object.keys(import.meta), Object.getPrototypeOf(import.meta)].join(" ")`,
			"bad.js":    `export const out = import.meta`,
		})},
		ImportMeta: func(_ *kiln.Runtime, name string, meta kiln.Value) error {
			if name == "bad.js" {
				return errNative
			}
			return meta.Set("extra", "extra of "+name)
		},
	})
	_, err := rt.Module("db", nil)
	require.NoError(t, err)
	ns, err := rt.Import("a/main.js")
	require.NoError(t, err)
	out, err := ns.Get("out")
	require.NoError(t, err)
	assert.Equal(t, "file:///a/main.js extra of a/main.js file:///a/x.js db url,resolve,extra ", out.String())
	_, err = rt.Import("bad.js")
	assert.ErrorIs(t, err, errNative)
}

func newSlowLoader(fsys fs.FS) slowLoader {
	return slowLoader{kiln.FSLoader{FS: fsys}, nil, new(atomic.Int32), new(atomic.Int32), new(atomic.Int32)}
}

// slowLoader counts how many texts are being read at the same time.
type slowLoader struct {
	kiln.FSLoader
	gate             chan struct{} // nobody reads before it is closed; nil is open
	now, most, reads *atomic.Int32
}

func (l slowLoader) Read(name string) ([]byte, error) { return l.ReadUpTo(name, 1<<20) }

func (l slowLoader) ReadUpTo(name string, max int64) ([]byte, error) {
	l.reads.Add(1)
	if n := l.now.Add(1); n > l.most.Load() {
		l.most.Store(n)
	}
	defer l.now.Add(-1)
	if l.gate != nil {
		<-l.gate
	}
	time.Sleep(time.Millisecond)
	if name == "panic.js" {
		panic("reader")
	}
	return l.FSLoader.ReadUpTo(name, max)
}

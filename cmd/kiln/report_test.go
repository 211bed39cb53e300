package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestUncaught runs scripts that throw and compares what is said of it.
func TestUncaught(t *testing.T) {
	long := `var a = "` + strings.Repeat("x", 300) + `"; a.b.c; // ` + strings.Repeat("y", 300)
	for name, c := range map[string]struct{ source, want string }{
		"tab and wide characters": {"function f(o) {\n\tconst s = '日本é'; return\to.a.b;\n}\nf({});", `Uncaught TypeError: Cannot read properties of undefined (reading 'b')
    	const s = '日本é'; return	o.a.b;
    	                         	^
    at f (FILE:2:26)
    at FILE:4:1`},
		"cause": {`try { null.x } catch (cause) { throw new Error("outer", { cause }) }`, `Uncaught Error: outer
    try { null.x } catch (cause) { throw new Error("outer", { cause }) }
                                         ^
    at FILE:1:38 {
  [cause]: TypeError: Cannot read properties of null (reading 'x')
      at FILE:1:7
}`},
		"aggregate": {`Promise.any([Promise.reject(new Error("one")), Promise.reject(2)])`, `Uncaught (in promise) AggregateError: All promises were rejected
    at <anonymous> (native) {
  [errors]: [
    Error: one
        at FILE:1:29,
    2
  ]
}`},
		"long line": {long, `Uncaught TypeError: Cannot read properties of undefined (reading 'c')
    …` + strings.Repeat("x", 57) + `"; a.b.c; // ` + strings.Repeat("y", 50) + `…
    ` + strings.Repeat(" ", 61) + `^
    at FILE:1:313`},
		"eval": {"eval('let ok = 1;\\n  ok.a.b')", `Uncaught TypeError: Cannot read properties of undefined (reading 'b')
      ok.a.b
      ^
    at <eval>:2:3
    at FILE:1:1`},
		"syntax error of eval": {"eval('let x = 5 6')", `Uncaught SyntaxError: Unexpected number
    let x = 5 6
              ^ expected an operator, ';' or a new line
    (<eval>:1:11)
    at FILE:1:1`},
		"class":       {"class MyError extends Error { code = 5 }\nthrow new MyError('mine')", "Uncaught MyError: mine\n    throw new MyError('mine')\n          ^\n    at new MyError (FILE:1:1)\n    at FILE:2:7 {\n  code: 5\n}"},
		"stack read":  {"const e = new Error('x'); e.stack; throw e", "Uncaught Error: x\n    const e = new Error('x'); e.stack; throw e\n              ^\n    at FILE:1:11"},
		"in a native": {"[1].map(x => JSON.parse('{'))", "Uncaught SyntaxError: Expected property name or '}' in JSON at position 1\n    [1].map(x => JSON.parse('{'))\n                 ^\n    at parse (native)\n    at FILE:1:14\n    at map (native)\n    at FILE:1:1"},
		"no error":    {"throw { a: 1 }", "Uncaught { a: 1 }\n    throw { a: 1 }\n    ^\n    at FILE:1:1"},
		"text":        {"f();\nfunction f() { throw 'text' }", "Uncaught text\n    function f() { throw 'text' }\n                   ^\n    at FILE:2:16"},
	} {
		t.Run(name, func(t *testing.T) {
			file := scriptFile(t, "a.js", c.source)
			_, stderr, status := output(t, "run", file)
			assert.Equal(t, exitRuntime, status)
			assert.Equal(t, c.want+"\n", strings.ReplaceAll(stderr, file, "FILE"))
		})
	}
	t.Run("module", func(t *testing.T) {
		dir := t.TempDir()
		inner := filepath.Join(dir, "inner.mjs")
		require.NoError(t, os.WriteFile(inner, []byte("export function f() {\n  null.g();\n}"), 0o644))
		outer := filepath.Join(dir, "outer.mjs")
		require.NoError(t, os.WriteFile(outer, []byte("import { f } from './inner.mjs';\nawait 0;\nf();"), 0o644))
		_, stderr, status := output(t, "run", outer)
		assert.Equal(t, exitRuntime, status)
		assert.Contains(t, stderr, "Uncaught TypeError: Cannot read properties of null (reading 'g')\n      null.g();\n      ^\n    at f (")
	})
}

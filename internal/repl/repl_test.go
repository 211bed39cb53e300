package repl

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/web"
)

// typist is an Input that asks questions of the session while it waits.
type typist struct {
	session *Session
	lines   chan string
}

func (t *typist) Read() (string, error)  { return <-t.lines, nil }
func (t *typist) Block() (string, error) { return <-t.lines, nil }

// sitting starts a session in which the given text has been evaluated.
func sitting(t *testing.T, text string) *typist {
	t.Helper()
	s, err := New(Options{
		New: func(tier kiln.Tier) (*kiln.Runtime, error) {
			return kiln.New(kiln.Options{Tier: tier, Libraries: web.All()})
		},
		Out: &strings.Builder{},
	})
	require.NoError(t, err)
	_, err = s.run(text)
	require.NoError(t, err)
	in := &typist{s, make(chan string)}
	ended := make(chan error)
	go func() { ended <- s.Run(in) }()
	t.Cleanup(func() {
		in.lines <- ".exit"
		require.NoError(t, <-ended)
	})
	require.Eventually(t, func() bool { return s.ask(func(*kiln.Runtime) {}) }, 10*time.Second, time.Millisecond)
	return in
}

const world = `
let hits = 0;
const hit = () => { hits++; return 1 };
const o = { a: 1, n: { list: [1, 2, 3] }, get g() { return hit() }, "a-b": 2 };
const proxy = new Proxy({ p: 1 }, { get: hit, has: hit, ownKeys() { hit(); return [] }, getPrototypeOf: hit, getOwnPropertyDescriptor: hit });
const below = Object.create(proxy);
const odd = { valueOf: hit, toString: hit, [Symbol.toPrimitive]: hit };
class P { #x = 1; static s = 5; m() {} }
const p = new P(), map = new Map([[1, 2]]), bytes = new Uint8Array(4);
var v = "text";
const evil = new Map([[1, 2]]);
Object.defineProperty(evil, "size", { get: Map.prototype.clear });
Object.defineProperty(Map.prototype.clear, "name", { value: "get size" });
const trimmed = String.prototype.trim;
const vast = "x".repeat(1e5);
String.prototype.shout = hit;
`

func TestPreview(t *testing.T) {
	s := sitting(t, world).session
	for text, want := range map[string]string{
		"1 + 2 * 3": "7", "'a' + v": "'atext'", "o": "{ a: 1, n: { list: [Array] }, g: [Getter], 'a-b': 2 }", "o.n.list": "[ 1, 2, 3 ]",
		"o.n.list[1]": "2", "o['a-b'] + 1": "3", "o?.n.list.length": "3", "o.missing?.x": "", "null?.x": "", "v.length": "4", "v[0]": "'t'",
		"`${v} ${1n}`": "'text 1'", "typeof hit": "'function'", "hit": "[Function: hit]", "!0": "true", "-5n": "", "-(5n)": "-5n", "~1": "-2",
		"1 < 2 && v": "'text'", "v ? 1 : 2": "1", "null ?? 3": "3", "[1, v]": "[ 1, 'text' ]", "{ a: v }": "{ a: 'text' }",
		"P.s": "5", "p": "P {}", "map.size": "1", "bytes.length": "4", "Math.max(1, 2)": "2", "v.toUpperCase()": "'TEXT'", "' x '.trim()": "'x'",
		"(255).toString(16)": "'ff'", "Array.isArray(1)": "false", "this === globalThis": "true", "Math.PI.toFixed(2)": "'3.14'",
		"proxy": "{ p: 1 }", "below": "Object <Complex prototype> {}", "1 === 1": "true", "'1' == 1": "true", "2 ** 10": "1024",
		// What may have effects, or takes long, has none.
		"hit()": "", "o.g": "", "proxy.p": "", "below.x": "", "hits++": "", "hits = 5": "", "delete o.a": "", "new P": "", "odd + 1": "", "`${odd}`": "",
		"o[odd]": "", "odd == 1": "", "+odd": "", "odd < 1": "", "1 in proxy": "", "p instanceof proxy": "", "evil.size": "", "[...map]": "",
		"await 1": "", "() => hit()": "", "class { [hit()] = 1 }": "", "v.shout()": "", "Math.max(odd)": "", "Math.random()": "", "10n ** 10000000n": "",
		"1n << 100000000n": "", "let z = 1": "", "1; 2": "", "missing": "", "/a/.test(v)": "", "v.replace(v, hit)": "", "'x'.repeat(1e9)": "", "[hit()]": "", "({ [hit()]: 1 })": "",
		".help": "", "": "", "7": "", "'same'": "", "console.log(1)": "", "structuredClone(o)": "", "import('x')": "", "v.at(odd)": "",
		"vast.length": "100000", "vast.toUpperCase().length": "", "`${vast}`.length": "", "isNaN(vast)": "", "vast < v": "", "o[vast]": "",
	} {
		assert.Equal(t, want, s.Preview(text), text)
	}
	assert.Equal(t, "0", evaluated(t, s, "hits"))
	assert.Equal(t, "1", evaluated(t, s, "[...evil.keys()].length"))
}

// evaluated runs a text on the goroutine of the session.
func evaluated(t *testing.T, s *Session, text string) (shown string) {
	t.Helper()
	require.True(t, s.ask(func(rt *kiln.Runtime) {
		v, err := rt.RunString("test", text)
		require.NoError(t, err)
		shown = v.String()
	}))
	return shown
}

func TestComplete(t *testing.T) {
	s := sitting(t, world).session
	for text, want := range map[string][]string{
		"o.": {"a", "g", "n"}, "o.n.li": {"list"}, "1 + o.n.list.fl": {"flat", "flatMap"}, "v.toUpper": {"toUpperCase"}, "P.": {"length", "name", "prototype", "s"},
		"p.": {"constructor", "m"}, "'x'.char": {"charAt", "charCodeAt"}, "o?.n?.li": {"list"}, "(o).n.l": {"list"}, "[1].leng": {"length"}, "o['n'].li": {"list"},
		"hi": {"hit", "hits"}, "instan": {"instanceof"}, "Weak": {"WeakMap", "WeakRef", "WeakSet"}, "x = par": {"parseFloat", "parseInt"}, "globalThis.isN": {"isNaN"},
		"proxy.": nil, "below.": nil, "hit().": nil, "o.g.": nil, "missing.": nil, "": nil, "null.": nil, "1..toF": {"toFixed"}, "map.si": {"size"},
		".ti": {".tier", ".time"}, ".lo": {".load"},
	} {
		names, _ := s.Complete(text)
		switch {
		case len(want) == 0:
			assert.Empty(t, names, text)
		case len(names) < len(want):
			assert.Equal(t, want, names, text)
		default:
			assert.Equal(t, want, names[:len(want)], text)
		}
	}
	assert.Equal(t, "0", evaluated(t, s, "hits"))
	_, part := s.Complete("o.n.li")
	assert.Equal(t, "li", part)
}

func TestIncomplete(t *testing.T) {
	for text, want := range map[string]bool{
		"1": false, "f(": true, "{": true, "{}": false, "[1,": true, "`a ${": true, "`a": true, "'a": false, "/* x": true, "/* x */": false, "a +": true, "if (x)": true,
		"function f() {": true, "class A {\n m() {\n}": true, "1 2": false, ")": false, "x =>": true, "x => {": true, "await": true, "await f(": true, "let a = {\n b: 1": true,
		".editor": false, ".5 +": true, "f(1 2": false, "a ? b": true, "for (;;)": true, "": false, "// x": false, "({": true, "}": false, "let x": false, "try {} ": false, "/a": false,
	} {
		assert.Equal(t, want, Incomplete(text), "%q", text)
	}
}

func TestHighlight(t *testing.T) {
	for text, want := range map[string]string{
		"let x = 'a' + 1":      "{35}let{39} x = {32}'a'{39} + {33}1{39}",
		"a / b /c/ 2":          "a / b /c/ {33}2{39}",
		"x = /a[/]b/g":         "x = {31}/a[/]b/g{39}",
		"`a${ {b: 1} }c` // r": "{32}`a${{39} {b: {33}1{39}} {32}}c`{39} {90}// r{39}",
		"`a\nb`":               "{32}`a{39}\n{32}b`{39}",
		"'open":                "{32}'open{39}",
		"`open ${ x":           "{32}`open ${{39} x",
		"f(/* x":               "f({90}/* x{39}",
		".load let":            ".load let",
		"é + 日本 \\ 1":          "é + 日本 \\ 1",
		"":                     "",
	} {
		got := Highlight(text)
		assert.Equal(t, want, strings.NewReplacer("\x1b[", "{", "m", "}").Replace(got), text)
		plain := got
		for _, c := range []string{keywordColor, textColor, numberColor, regexpColor, remarkColor, noColor} {
			plain = strings.ReplaceAll(plain, c, "")
		}
		assert.Equal(t, text, plain)
	}
}

// TestOwnResult gives _ a value of its own.
func TestOwnResult(t *testing.T) {
	out := &strings.Builder{}
	s, err := New(Options{New: func(kiln.Tier) (*kiln.Runtime, error) { return kiln.New(kiln.Options{Libraries: web.All()}) }, Out: out})
	require.NoError(t, err)
	require.NoError(t, s.Run(NewPlain(strings.NewReader("1 + 1\n_ + 1\nvar _ = 'mine'\n5\n_\nlet q = 1; let q2 = 2;\nq = 3\n_error\nnull.x\n_error.message\n.exit\nunreached\n"), nil)))
	assert.Equal(t, `2
3
From now on _ is what you have made of it.
undefined
5
'mine'
undefined
3
Uncaught ReferenceError: _error is not defined
    _error
    ^
    at REPL8:1:1
Uncaught TypeError: Cannot read properties of null (reading 'x')
    null.x
    ^
    at REPL9:1:1
"Cannot read properties of null (reading 'x')"
`, out.String())
}

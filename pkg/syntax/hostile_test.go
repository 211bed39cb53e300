package syntax_test

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/syntax"
)

// TestHostile holds that deep and long texts end in a program or a
// SyntaxError, and that a program is not higher than promised.
func TestHostile(t *testing.T) {
	const n = 1_000_000
	rep := strings.Repeat
	for _, c := range []struct {
		name, src string
		good      bool
	}{
		{"parentheses", rep("(", n), false},
		{"closed parentheses", rep("(", n) + "1" + rep(")", n), false},
		{"some parentheses", rep("(", 1000) + "1" + rep(")", 1000), true},
		{"brackets", rep("[", n), false},
		{"array patterns", rep("[", n) + "a" + rep("]", n) + "= 1", false},
		{"let patterns", "let " + rep("[", n), false},
		{"objects", rep("({a:", n), false},
		{"object patterns", "let " + rep("{a:", n), false},
		{"blocks", rep("{", n), false},
		{"templates", rep("`${", n), false},
		{"members", "a" + rep(".b", n), false},
		{"some members", "a" + rep(".b", 50_000), true},
		{"calls", "a" + rep("()", n), false},
		{"indices", "a" + rep("[0]", n), false},
		{"nested indices", rep("a[", n), false},
		{"optional chain", "a" + rep("?.b", n), false},
		{"minus", rep("- ", n) + "1", false},
		{"not", rep("!", n) + "1", false},
		{"typeof", rep("typeof ", n) + "1", false},
		{"increments", rep("++", n) + "a", false},
		{"new", rep("new ", n) + "a", false},
		{"await", "async () => " + rep("await ", n) + "a", false},
		{"yield", "function* f() {" + rep("yield ", n) + "}", false},
		{"arrows", rep("a=>", n) + "a", false},
		{"arrow parameters", rep("(a=", n), false},
		{"async arrows", rep("async(", n), false},
		{"assignments", rep("a=", n) + "a", false},
		{"sum", "a" + rep("+a", n), false},
		{"some sum", "a" + rep("+a", 90_000), true},
		{"comma", "a" + rep(",a", n), true},
		{"exponents", "a" + rep("**a", n), false},
		{"and", "a" + rep("&&a", n), false},
		{"conditional", rep("a?", n), false},
		{"conditional to the right", rep("a?b:", n) + "c", false},
		{"if", rep("if(x)", n) + ";", false},
		{"else if", rep("if(x);else ", n) + ";", false},
		{"labels", func() string {
			var b strings.Builder
			for i := range 20_000 {
				b.WriteString("l" + string(rune('a'+i%26)) + rep("x", i%7) + ":")
			}
			return b.String()
		}(), false},
		{"functions", rep("function f(){", n), false},
		{"function expressions", rep("(function(){", n), false},
		{"classes", rep("class A{m(){", n), false},
		{"class heritage", rep("class A extends ", n), false},
		{"class keys", rep("class A{[", n), false},
		{"static blocks", rep("class A{static{", n), false},
		{"for", rep("for(;;)", n) + ";", false},
		{"try", rep("try{", n), false},
		{"switch", rep("switch(0){case 0:", n), false},
		{"with", rep("with(a)", n) + ";", false},
		{"comments", rep("/**/", n), true},
		{"line comments", rep("//\n", n), true},
		{"html comments", rep("<!--\n", n), true},
		{"spreads", "[" + rep("...a,", n) + "]", true},
		{"tagged", "a" + rep("``", n), false},
		{"decorators", rep("@a ", n) + "class A {}", true},
		{"elements", "[" + rep("1,", n) + "]", true},
		{"statements", rep(";", n), true},
		{"variables", "var a" + rep(",a", n), true},
		{"parameters", "function f(" + rep("a,", n) + "b){}", true},
		{"strict parameters", "'use strict'; function f(" + rep("a,", n) + "b){}", false},
		{"block functions", "{" + rep("function f(){}", n/10) + "}", true},
		{"nested catch", "function f() {" + rep("try{}catch(e){var e;", 4000) + rep("}", 4001), true},
		{"vars in nested catch", "function f() {" + rep("try{}catch(e){", 4000) + rep("var e;", n/2) + rep("}", 4001), true},
		{"breaks in nested labels", func() string {
			var b strings.Builder
			for i := range 4000 {
				fmt.Fprintf(&b, "l%d:", i)
			}
			return b.String() + "for(;;){" + rep("break l0;", n/10) + "}"
		}(), true},
		{"uses in nested functions", rep("(function(){", 1000) + rep("a;", n/2) + rep("})", 1000), true},
		{"directives", rep("'a';", n), true},
		{"nul", "\x00", false},
		{"nul in a string", "'\x00'", true},
		{"invalid utf-8", "'\xff\xfe\xc0\x80'", true},
		{"invalid utf-8 outside", "\xff", false},
		{"surrogate", "'\xed\xa0\x80'", true},
		{"surrogate outside", "\xed\xa0\x80", false},
		{"regular expression classes", "/" + rep("[a]", n) + "/", true},
		{"escapes", "'" + rep(`\u{41}`, n) + "'", true},
		{"digits", rep("1", n), true},
		{"separators", "1" + rep("_1", n), true},
		{"hexadecimal BigInt", "0x" + rep("f", n) + "n", true},
		{"BigInt keys", "({0x" + rep("f", n) + "n: 1})", false},
		{"open string", "'" + rep("a", n), false},
		{"open template", "`" + rep("a\\n", n), false},
		{"open comment", "/*" + rep("*", n), false},
		{"template raw", "`" + rep("\\\r\n\\x41", n/10) + "`", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			prog, err := syntax.Parse(syntax.NewSource("t.js", c.src), syntax.Options{})
			if !c.good {
				var e *syntax.Error
				require.True(t, errors.As(err, &e), "no error")
				require.Less(t, len(e.Detail()), 2000)
				return
			}
			require.NoError(t, err)
			h := 0
			for _, f := range prog.Funcs {
				for _, s := range f.Body {
					h = max(h, height(s))
				}
			}
			assert.LessOrEqual(t, h, 5*syntax.MaxNesting+syntax.MaxHeight)
		})
	}
}

// height returns the height of a tree, by recursion as a tier does.
func height(n syntax.Node) int {
	h := 0
	syntax.Children(n, func(c syntax.Node) { h = max(h, height(c)) })
	return h + 1
}

// TestLongLine parses one line of 100 MB in bounded memory.
func TestLongLine(t *testing.T) {
	if testing.Short() {
		t.Skip("needs 1 GB")
	}
	src := syntax.NewSource("t.js", "f(); "+strings.Repeat("/* 0123456789 */ ", 6_000_000)+"var x = '"+strings.Repeat("x", 1_000_000)+"' +")
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := syntax.Parse(src, syntax.Options{})
	runtime.ReadMemStats(&after)
	var e *syntax.Error
	require.ErrorAs(t, err, &e)
	assert.Equal(t, "Unexpected end of input", e.Msg)
	assert.Equal(t, 1, e.Line)
	assert.Equal(t, len(src.Text)+1, e.Col)
	assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(64<<20))
}

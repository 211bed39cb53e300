package syntax_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/syntax"
)

func TestErrors(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"foo(", "Unexpected end of input"},
		{"foo(1", "Unexpected end of input"},
		{"foo(1 2", "missing ) after argument list"},
		{"a)", "Unexpected token ')'"},
		{"a b", "Unexpected identifier 'b'"},
		{"a 1", "Unexpected number"},
		{"a 'x'", "Unexpected string"},
		{"a\x01", "Invalid or unexpected token"},
		{"'abc", "Invalid or unexpected token"},
		{"`abc", "Unterminated template literal"},
		{"/abc", "Invalid regular expression: missing /"},
		{"/a/gg", "Invalid regular expression flags"},
		{"/(/", "Invalid regular expression: /(/: Unterminated group"},
		{"let a; let a", "Identifier 'a' has already been declared"},
		{"var a; let a", "Identifier 'a' has already been declared"},
		{"let a; { var a }", "Identifier 'a' has already been declared"},
		{"{ { var a } let a }", "Identifier 'a' has already been declared"},
		{"try {} catch ([a]) { var a }", "Identifier 'a' has already been declared"},
		{"function f(a) { let a }", "Identifier 'a' has already been declared"},
		{"function f(a = 1) { let a }", "Identifier 'a' has already been declared"},
		{"const a", "Missing initializer in const declaration"},
		{"let [a]", "Missing initializer in destructuring declaration"},
		{"let let = 1", "let is disallowed as a lexically bound name"},
		{"1 = 2", "Invalid left-hand side in assignment"},
		{"a() &&= 1", "Invalid left-hand side in assignment"},
		{"1++", "Invalid left-hand side expression in postfix operation"},
		{"--1", "Invalid left-hand side expression in prefix operation"},
		{"[1] = 2", "Invalid destructuring assignment target"},
		{"[...a, b] = 2", "Rest element must be last element"},
		{"({a = 1})", "Invalid shorthand property initializer"},
		{"({__proto__: 1, __proto__: 2})", "Invalid shorthand property initializer"},
		{"(a, b) => { let a }", "Identifier 'a' has already been declared"},
		{"(a, a) => 1", "Duplicate parameter name not allowed in this context"},
		{"'use strict'; function f(a, a) {}", "Duplicate parameter name not allowed in this context"},
		{"function f(a = 1) { 'use strict' }", "Illegal 'use strict' directive in function with non-simple parameter list"},
		{"function f(...a, b) {}", "Rest parameter must be last formal parameter"},
		{"break", "Illegal break statement"},
		{"continue", "Illegal continue statement: no surrounding iteration statement"},
		{"a: { for (;;) continue a }", "Illegal continue statement: 'a' does not denote an iteration statement"},
		{"for (;;) break a", "Undefined label 'a'"},
		{"a: a: 1", "Label 'a' has already been declared"},
		{"return", "Illegal return statement"},
		{"throw\n1", "Illegal newline after throw"},
		{"new.target", "new.target expression is not allowed here"},
		{"super.x", "'super' keyword unexpected here"},
		{"class A { constructor() { super() } }", "'super' keyword unexpected here"},
		{"class A { constructor() {} constructor() {} }", "A class may only have one constructor"},
		{"class A { get constructor() {} }", "Class constructor may not be an accessor"},
		{"class A { static prototype() {} }", "Classes may not have a static property named 'prototype'"},
		{"class A { #a; #a }", "Identifier '#a' has already been declared"},
		{"a.#b", "Private field '#b' must be declared in an enclosing class"},
		{"class A { #a; m() { delete this.#a } }", "Private fields can not be deleted"},
		{"class A { x = arguments }", "'arguments' is not allowed in class field initializer or static initialization block"},
		{"'use strict'; with (a) {}", "Strict mode code may not include a with statement"},
		{"'use strict'; 010", "Octal literals are not allowed in strict mode."},
		{"'use strict'; 09", "Decimals with leading zeros are not allowed in strict mode."},
		{"'use strict'; '\\01'", "Octal escape sequences are not allowed in strict mode."},
		{"'\\01'; 'use strict'", "Octal escape sequences are not allowed in strict mode."},
		{"'use strict'; '\\8'", "\\8 and \\9 are not allowed in strict mode."},
		{"`\\01`", "Octal escape sequences are not allowed in template strings"},
		{"'use strict'; delete a", "Delete of an unqualified identifier in strict mode."},
		{"'use strict'; eval = 1", "Unexpected eval or arguments in strict mode"},
		{"'use strict'; var public", "Unexpected strict mode reserved word"},
		{"-1 ** 2", "Unary operator used immediately before exponentiation expression. Parenthesis must be used to disambiguate operator precedence"},
		{"a ?? b || c", "Unexpected token '||'"},
		{"1_", "Numeric separators are not allowed at the end of numeric literals"},
		{"1__0", "Only one underscore is allowed as numeric separator"},
		{"3in []", "Invalid or unexpected token"},
		{"'\\u{110000}'", "Undefined Unicode code-point"},
		{"'\\xg'", "Invalid hexadecimal escape sequence"},
		{"if (1) let a", "Lexical declaration cannot appear in a single-statement context"},
		{"while (1) function f() {}", "In non-strict mode code, functions can only be declared at top level, inside a block, or as the body of an if statement."},
		{"for (let a of b, c);", "Unexpected token ','"},
		{"for (let a, b of c);", "Invalid left-hand side in for-of loop: Must have a single binding."},
		{"async a\n=> 1", "Unexpected token '=>'"},
		{"async (a)\n=> 1", "Malformed arrow function parameter list"},
		{"a\n=> 1", "Unexpected token '=>'"},
		{"f(async a\n=> 1)", "Unexpected token '=>'"},
		{"for (async of a);", "The left-hand side of a for-of loop may not be 'async'."},
		{"await 1", "await is only valid in async functions and the top level bodies of modules"},
		{"import a from 'a'", "Cannot use import statement outside a module"},
		{"import.meta", "Cannot use 'import.meta' outside a module"},
		{"a?.b = 1", "Invalid left-hand side in assignment"},
		{"a?.`b`", "Invalid tagged template on optional chain"},
		{"new a?.b()", "Invalid optional chain from new expression"},
		{"v\\u0061r a", "Keyword must not contain escaped characters"},
		{"using a = 1", "Using declaration cannot appear in this context"},
		{"x = {get a(b) {}}", "Getter must not have any formal parameters."},
	} {
		_, err := syntax.Parse(syntax.NewSource("t.js", c.src), syntax.Options{})
		if assert.Error(t, err, c.src) {
			assert.Equal(t, c.want, err.Error(), c.src)
		}
	}
}

func TestModuleErrors(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"export {a}", "Export 'a' is not defined in module"},
		{"export let a; export {a}", "Duplicate export of 'a'"},
		{"import {a, a} from 'x'", "Identifier 'a' has already been declared"},
		{"import {eval} from 'x'", "Unexpected eval or arguments in strict mode"},
		{"import a from 'x' with {type: 'a', 'type': 'b'}", "Import attributes has a duplicate key 'type'"},
		{"export {a as '\\ud800'}; let a", "Invalid module export name: contains unpaired surrogate character"},
		{"export default 1; export default 2", "Duplicate export of 'default'"},
		{"{ import a from 'x' }", "Unexpected token 'import'"},
		{"<!-- x", "Unexpected token '<'"},
	} {
		_, err := syntax.Parse(syntax.NewSource("t.mjs", c.src), syntax.Options{Goal: syntax.GoalModule})
		if assert.Error(t, err, c.src) {
			assert.Equal(t, c.want, err.Error(), c.src)
		}
	}
}

func TestErrorDetail(t *testing.T) {
	_, err := syntax.Parse(syntax.NewSource("dir/a.js", "ok();\r\n\tlet 😀é = ;\n"), syntax.Options{})
	var e *syntax.Error
	require.ErrorAs(t, err, &e)
	assert.Equal(t, 2, e.Line)
	assert.Equal(t, 6, e.Col)
	assert.Equal(t, "dir/a.js:2:6: SyntaxError: Invalid or unexpected token\n\tlet 😀é = ;\n\t    ^", e.Detail())

	_, err = syntax.Parse(syntax.NewSource("", "'😀' +"), syntax.Options{})
	require.ErrorAs(t, err, &e)
	assert.Equal(t, "<anonymous>:1:7: SyntaxError: Unexpected end of input\n'😀' +\n      ^ expected an expression\n  after '😀' +", e.Detail())
}

// TestErrorPieces tells what stands before a token that does not fit.
func TestErrorPieces(t *testing.T) {
	for src, want := range map[string]string{
		"function f(a, b { return a }":        "  after function f ( a , b\n  '(' of 1:11 is open",
		"if (x":                               "  after if ( x\n  '(' of 1:4 is open",
		"class A { foo( { } }":                "  after class A { foo ( { }\n  '(' of 1:14 is open",
		"f(1 2)":                              "  after f ( 1\n  '(' of 1:2 is open",
		"try {} x":                            "  after try { }",
		"const x":                             "  after const x",
		"var x = 3 4":                         "  after var x = 3",
		"x = { a: 1, b: { c: 2, }":            "  after … b : { c : 2 , }\n  '{' of 1:5 is open",
		"x = [/a[/]b[(]/g, `q${ {a: 1} }r` 5": "  after … , `q${ { a : 1 } }r`\n  '[' of 1:5 is open",
		"x = a / b / c(; ":                    "  after x = a / b / c (\n  '(' of 1:14 is open",
		"}":                                   "",
		"let a; let a":                        "",
		"x = ('" + strings.Repeat("long ", 20) + "' 1": "  after x = ( 'long long long long lon…\n  '(' of 1:5 is open",
	} {
		_, err := syntax.Parse(syntax.NewSource("a.js", src), syntax.Options{})
		var e *syntax.Error
		require.ErrorAs(t, err, &e, src)
		lines := strings.SplitN(e.Detail(), "\n", 4)
		got := ""
		if len(lines) == 4 {
			got = lines[3]
		}
		assert.Equal(t, want, got, src)
	}
}

func TestPosition(t *testing.T) {
	src := syntax.NewSource("a", "a\nbc\r\nd\u2028😀e\r")
	for _, c := range []struct {
		pos       syntax.Pos
		line, col int
	}{{0, 1, 1}, {1, 1, 2}, {2, 2, 1}, {4, 2, 3}, {5, 2, 4}, {6, 3, 1}, {10, 4, 1}, {14, 4, 3}, {16, 5, 1}, {99, 5, 1}} {
		line, col := src.Position(c.pos)
		assert.Equal(t, [2]int{c.line, c.col}, [2]int{line, col}, "offset %d", c.pos)
	}
	assert.Equal(t, "bc", src.Line(2))
	assert.Equal(t, "😀e", src.Line(4))
	assert.Equal(t, "", src.Line(6))
}

// TestPositionLong compares positions in long texts with those that a walk finds.
func TestPositionLong(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	parts := []string{"\n", "\r", "\r\n", "\u2028", "\u2029", "é", "\u00a8", "x", strings.Repeat("y", 100), strings.Repeat("z", 700)}
	for range 20 {
		var b strings.Builder
		for b.Len() < 5000 {
			b.WriteString(parts[random.IntN(len(parts))])
		}
		text := b.String()
		src := syntax.NewSource("a", text)
		line, start, lines := 1, 0, []string{}
		for i, c := range text + "\n" {
			gotLine, gotCol := src.Position(syntax.Pos(i))
			require.Equal(t, [2]int{line, utf8.RuneCountInString(text[start:i]) + 1}, [2]int{gotLine, gotCol}, "offset %d of %q", i, text)
			end := c == '\n' || c == '\u2028' || c == '\u2029' || c == '\r' && !strings.HasPrefix(text[i+1:], "\n")
			if end {
				lines = append(lines, strings.TrimSuffix(text[start:i], "\r"))
				line, start = line+1, i+utf8.RuneLen(c)
			}
		}
		for i, want := range lines {
			require.Equal(t, want, src.Line(i+1), "line %d of %q", i+1, text)
		}
		require.Equal(t, "", src.Line(len(lines)+1))
	}
}

func TestParseFunction(t *testing.T) {
	for _, c := range []struct {
		kind               syntax.FunctionKind
		params, body, want string
	}{
		{syntax.DynamicNormal, "a, b", "return a + b", "function anonymous(a, b\n) {\nreturn a + b\n}"},
		{syntax.DynamicNormal, "a //", "return a", "function anonymous(a //\n) {\nreturn a\n}"},
		{syntax.DynamicNormal, "", "--> x", "function anonymous(\n) {\n--> x\n}"},
		{syntax.DynamicGenerator, "", "yield 1", "function* anonymous(\n) {\nyield 1\n}"},
		{syntax.DynamicAsyncGenerator, "", "await (yield 1)", "async function* anonymous(\n) {\nawait (yield 1)\n}"},
		{syntax.DynamicNormal, "/*", "*/){", ""},
		{syntax.DynamicNormal, "a) {}, function(b", "", ""},
		{syntax.DynamicNormal, "", "}, function() {", ""},
		{syntax.DynamicNormal, "", "super.x", ""},
		{syntax.DynamicNormal, "a, a", "'use strict'", ""},
		{syntax.DynamicNormal, "a = 1", "'use strict'", ""},
		{syntax.DynamicAsync, "await", "", ""},
	} {
		prog, err := syntax.ParseFunction("f", c.kind, c.params, c.body, nil, nil)
		if c.want == "" {
			assert.Error(t, err, "%s %s", c.params, c.body)
			continue
		}
		if assert.NoError(t, err, "%s %s", c.params, c.body) {
			assert.Equal(t, c.want, prog.Function.Text())
			assert.Equal(t, "anonymous", prog.Function.Name)
			checkProgram(t, prog)
		}
	}
}

// TestExpected: where the grammar leaves one thing or a few, the error says which.
func TestExpected(t *testing.T) {
	for source, want := range map[string]string{
		"let a = (1 + 2;": "')'",
		"if x":            "'('",
		"f(1":             "',' or ')'",
		"f(1 2)":          "',' or ')'",
		"[1 2]":           "',' or ']'", "x = {a:1 b:2}": "',' or '}'", "function f(a b) {}": "',' or ')'", "const {a b} = c": "',' or '}'",
		"let [a b] = c": "',' or ']'", "switch (x) { y }": "'case', 'default' or '}'", "try {}": "'catch' or 'finally'", "const x": "'='", "let {a}": "'='",
		"a b":                        "an operator, ';' or a new line",
		"let x = ;":                  "an expression",
		"function f( {":              "a property name",
		"function (a) {}":            "",
		"a.1":                        "an operator, ';' or a new line",
		"a.+":                        "a property name",
		"do x; until":                "'while'",
		"switch (a) { case 1: b":     "'case', 'default' or '}'",
		"try x":                      "'{'",
		"class extends {":            "a name",
		"for (let i = 0; i < 9)":     "';'",
		"`${a":                       "",
		"\"use strict\"; with (a) b": "",
	} {
		_, err := syntax.Parse(syntax.NewSource("", source), syntax.Options{})
		var e *syntax.Error
		require.ErrorAs(t, err, &e, source)
		assert.Equal(t, want, e.Expected, "%s: %s", source, e.Msg)
	}
}

package syntax_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/syntax"
)

// expression parses src, one expression.
func expression(t *testing.T, src string) syntax.Expr {
	prog, err := syntax.Parse(syntax.NewSource("t.js", src), syntax.Options{})
	require.NoError(t, err, src)
	require.Len(t, prog.Body.Body, 1, src)
	return prog.Body.Body[0].(*syntax.ExprStmt).X
}

func TestNumbers(t *testing.T) {
	for src, want := range map[string]float64{
		"0": 0, "1": 1, "123456789012345": 123456789012345, "9007199254740993": 9007199254740992,
		"1.5": 1.5, ".5": 0.5, "5.": 5, "1e3": 1000, "1E-3": 0.001, "1_000.5_5e1_0": 1000.55e10,
		"0x1F": 31, "0X1_f": 31, "0b101": 5, "0o17": 15, "017": 15, "019": 19, "08.5": 8.5, "00": 0,
		"1e400": math.Inf(1), "0.1e-400": 0, "0x20000000000001": 9007199254740992,
	} {
		assert.Equal(t, want, expression(t, src).(*syntax.NumberLit).Value, src)
	}
	for src, want := range map[string]string{"0n": "0", "1_0n": "10", "0XFn": "0xF", "0b1n": "0b1", "0o7n": "0o7"} {
		assert.Equal(t, want, expression(t, src).(*syntax.BigIntLit).Text, src)
	}
}

func TestStrings(t *testing.T) {
	for src, want := range map[string]string{
		`("a")`: "a", `('a"b')`: `a"b`, `("\n\t\b\v\f\r\0\'\"\\")`: "\n\t\b\v\f\r\x00'\"\\",
		`("\x41\u0042\u{43}\u{1F600}")`: "ABC😀", `("\ud83d\ude00")`: "😀", `("\ud83d")`: "\xed\xa0\xbd",
		"(\"\\ud83d\xed\xb8\x80\")": "😀", "('a\\\r\nb\\\u2028c')": "abc", `("\101\8\477")`: "A8'7",
		"('\u2028')": "\u2028", `("\a")`: "a", `("\é")`: "é",
	} {
		assert.Equal(t, want, expression(t, src).(*syntax.StringLit).Value, src)
	}
}

func TestTemplates(t *testing.T) {
	lit := expression(t, "`a\\n${1}\r\n\\\r\nb${2}\\u{41}`").(*syntax.TemplateLit)
	assert.Equal(t, []syntax.TemplateElement{
		{Cooked: "a\n", Raw: `a\n`, Valid: true},
		{Cooked: "\nb", Raw: "\n\\\nb", Valid: true},
		{Cooked: "A", Raw: `\u{41}`, Valid: true},
	}, lit.Quasis)
	tagged := expression(t, "f`\\u{${0}\\01${1}\\é`").(*syntax.TaggedTemplate)
	assert.Equal(t, []syntax.TemplateElement{
		{Raw: `\u{`}, {Raw: `\01`}, {Cooked: "é", Raw: `\é`, Valid: true},
	}, tagged.Quasi.Quasis)
}

func TestKeys(t *testing.T) {
	lit := expression(t, "({a: 1, 'b': 1, 1.50: 1, 0x10: 1, 1e21: 1, 10n: 1, 0xFFn: 1, if: 1, [c]: 1})").(*syntax.ObjectLit)
	var names []string
	for _, p := range lit.Props {
		names = append(names, p.Key.Name)
	}
	assert.Equal(t, []string{"a", "b", "1.5", "16", "1e+21", "10", "255", "if", ""}, names)
}

func TestFunctionNames(t *testing.T) {
	prog, err := syntax.Parse(syntax.NewSource("t.js", `
		var a = function() {}, b = () => 1, c = (function() {}), d = function e() {};
		({f() {}, get g() {}, h: function() {}, __proto__: function() {}, async *i() {}});
		k = class {}; [l = () => 1] = []; ({m = () => 1} = {}); n ||= () => 1; (o) = () => 1; p.q = () => 1;
		class r { s = () => 1; static #t = () => 1; get #u() {} }
		((v = () => 1) => 1);
	`), syntax.Options{})
	require.NoError(t, err)
	var names []string
	for _, f := range prog.Funcs[1:] {
		names = append(names, f.Name)
	}
	assert.Equal(t, []string{"a", "b", "c", "e", "f", "get g", "h", "", "i", "k", "l", "m", "n", "", "",
		"<instance_members_initializer>", "s", "<static_initializer>", "#t", "get #u", "r", "", "v"}, names)
}

func TestFunctionFacts(t *testing.T) {
	prog, err := syntax.Parse(syntax.NewSource("t.js", "function f(a, [b], c = 1, d, ...e) {}"), syntax.Options{})
	require.NoError(t, err)
	f := prog.Funcs[1]
	assert.EqualValues(t, 4, f.NumParams)
	assert.EqualValues(t, 2, f.Length)
	assert.True(t, f.HasRest && f.HasParamExprs && !f.SimpleParams)
	assert.Equal(t, "function f(a, [b], c = 1, d, ...e) {}", f.Text())
}

func TestModuleInfo(t *testing.T) {
	prog, err := syntax.Parse(syntax.NewSource("t.mjs", `
		import a, {b as c, 'd e' as f} from 'x';
		import * as g from 'x';
		import defer * as h from 'y' with {type: 'json', a: 'b'};
		import source i from 'z';
		import 'x';
		export {c as j, g, h, k as 'l m'};
		export * from 'w'; export * as n from 'w'; export {o as p} from 'x';
		export default function() {}
		let k;
		await 0;
	`), syntax.Options{Goal: syntax.GoalModule})
	require.NoError(t, err)
	checkProgram(t, prog)
	m := prog.Module
	assert.True(t, m.HasTLA && prog.Body.IsAsync)
	require.Len(t, m.Requests, 4)
	assert.Equal(t, []syntax.ImportAttribute{{Key: "a", Value: "b"}, {Key: "type", Value: "json"}}, m.Requests[1].Attributes)
	assert.Equal(t, []syntax.ImportPhase{syntax.PhaseEvaluation, syntax.PhaseDefer, syntax.PhaseSource, syntax.PhaseEvaluation},
		[]syntax.ImportPhase{m.Requests[0].Phase, m.Requests[1].Phase, m.Requests[2].Phase, m.Requests[3].Phase})
	var imports, locals, indirect []string
	for _, e := range m.Imports {
		imports = append(imports, e.Name+" "+e.Local.Name)
	}
	for _, e := range m.LocalExports {
		locals = append(locals, e.Name+" "+e.Local.Name)
	}
	for _, e := range m.IndirectExports {
		indirect = append(indirect, e.Name+" "+e.Import)
	}
	assert.Equal(t, []string{"default a", "b c", "d e f", " g", " h", " i"}, imports)
	assert.Equal(t, []string{"h h", "l m k", "default *default*"}, locals)
	assert.Equal(t, []string{"n ", "p o", "j b", "g "}, indirect)
	assert.Equal(t, []int{3}, m.StarExports)
}

package syntax_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/kilnjs/kiln/pkg/syntax"
)

// checkAccepts checks that sloppy or strict script code is accepted or not.
func checkAccepts(t *testing.T, src string, strict, want bool) {
	t.Helper()
	_, err := syntax.Parse(syntax.NewSource("t.js", src), syntax.Options{Strict: strict})
	if want {
		assert.NoError(t, err, src)
	} else {
		assert.Error(t, err, src)
	}
}

// TestAssignmentTargets puts targets into all places of targets: a call is one in
// sloppy code, but neither of a logical assignment nor in a pattern.
func TestAssignmentTargets(t *testing.T) {
	const (
		simple = iota
		call
		invalid
	)
	targets := []struct {
		text string
		kind int
	}{
		{"x", simple}, {"(x)", simple}, {"((x))", simple}, {"x.y", simple}, {"(x.y)", simple}, {"f()[0]", simple}, {"async.x", simple},
		{"f().a", simple}, {"new f().a", simple}, {"x?.y.z", invalid}, {"f()", call}, {"(f())", call}, {"f(1)(2)", call},
		{"x.f()", call}, {"async()", call}, {"async(x)", call}, {"(async())", call}, {"f`x`", invalid}, {"new f()", invalid}, {"x?.y", invalid},
		{"(x?.y)", invalid}, {"x?.()", invalid}, {"x?.f()", invalid}, {"import('x')", invalid}, {"this", invalid}, {"1", invalid}, {"(x + 1)", invalid},
		{"(-f())", invalid}, {"f()++", invalid}, {"(x, y)", invalid}, {"x => 1", invalid}, {"([x])", invalid}, {"({x})", invalid},
		{"(x = 1)", invalid}, {"([x] = 1)", invalid}, {"(f() = 1)", invalid},
	}
	plain := []string{"%s = 1", "(%s = 1)", "a = %s = 1", "[%s = 1]", "({a: %s = 1})", "f(%s = 1)", "%s += 1", "%s **= 1", "%s++", "--%s", "for (%s in 1);", "for (%s of 1);"}
	logical := []string{"%s &&= 1", "%s ||= 1", "%s ??= 1"}
	patterns := []string{
		"[%s] = 1", "[%s = 1] = 1", "[, %s = 1] = 1", "[...%s] = 1", "({a: %s} = 1)", "({a: %s = 1} = 1)", "({...%s} = 1)",
		"[[%s]] = 1", "[[%s = 1]] = 1", "[[%s] = 1] = 1", "[...[%s = 1]] = 1", "({a: [%s = 1]} = 1)", "({a: {b: %s = 1}} = 1)", "[{a: %s = 1} = 1] = 1",
		"for ([%s] of 1);", "for ([%s = 1] of 1);", "for ({a: %s = 1} of 1);", "for ([%s = 1] in 1);", "for ({a: [%s = 1]} in 1);", "for ([...%s] of 1);",
		"for ([%s = 1] = 1;;) break", "f([%s = 1] = 1)", "(a = [%s = 1] = 1) => 1", "async([%s = 1] = 1)",
	}
	for _, strict := range []bool{false, true} {
		for _, x := range targets {
			simple, web := x.kind == simple, x.kind == call && !strict
			for _, form := range plain {
				checkAccepts(t, strings.ReplaceAll(form, "%s", x.text), strict, simple || web)
			}
			for _, form := range logical {
				checkAccepts(t, strings.ReplaceAll(form, "%s", x.text), strict, simple)
			}
			for _, form := range patterns {
				checkAccepts(t, strings.ReplaceAll(form, "%s", x.text), strict, simple)
			}
		}
	}
}

// declared is what a declaration of the name a counts as at the top of a function,
// script or eval code, and in a block.
type declared struct {
	text       string
	top, block declaredAs
}

type declaredAs int

const (
	asVar     declaredAs = iota
	asLexical            // let, const, class, and functions in blocks
	asPlain              // a plain function in a block, which sloppy code may repeat
)

// TestDeclarationConflicts puts all pairs of declarations of one name side by side.
func TestDeclarationConflicts(t *testing.T) {
	declarations := []declared{
		{"var a;", asVar, asVar}, {"var [a] = [];", asVar, asVar}, {"{ var a }", asVar, asVar}, {"for (var a of []);", asVar, asVar},
		{"let a;", asLexical, asLexical}, {"let [a] = [];", asLexical, asLexical}, {"const a = 1;", asLexical, asLexical}, {"class a {}", asLexical, asLexical},
		{"function a() {}", asVar, asPlain}, {"function* a() {}", asVar, asLexical}, {"async function a() {}", asVar, asLexical}, {"async function* a() {}", asVar, asLexical},
	}
	places := []struct {
		form  string
		block bool
		eval  bool
	}{
		{"%s", false, false}, {"%s", false, true}, {"{ %s }", true, false}, {"{ %s }", true, true},
		{"function f() { %s }", false, false}, {"(function(b = 1) { %s })", false, false}, {"() => { %s }", false, false}, {"function f() { %s }", false, true},
		{"class C { static { %s } }", false, false}, {"class C { m() { { %s } } }", true, false}, {"switch (1) { case 1: %s }", true, false},
		{"switch (1) { case 1: %s }", true, true}, {"try { %s } catch {}", true, false}, {"try {} catch { %s }", true, false}, {"for (;;) { %s }", true, false},
	}
	for _, strict := range []bool{false, true} {
		for _, place := range places {
			for _, d := range declarations {
				for _, e := range declarations {
					x, y := d.top, e.top
					if place.block {
						x, y = d.block, e.block
					}
					inClass := strings.HasPrefix(place.form, "class")
					want := x == asVar && y == asVar || x == asPlain && y == asPlain && !strict && !inClass
					src := fmt.Sprintf(place.form, d.text+" "+e.text)
					if !place.eval {
						checkAccepts(t, src, strict, want)
						continue
					}
					_, err := syntax.ParseEval(syntax.NewSource("eval", src), syntax.EvalContext{Strict: strict})
					assert.Equal(t, want, err == nil, "eval code, strict %v: %s: %v", strict, src, err)
				}
			}
		}
	}
}

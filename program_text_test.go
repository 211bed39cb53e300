package kiln

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestTextsEvaluatedAgain: a text that is evaluated for the tenth time does what it did at first,
// though its program is kept.
func TestTextsEvaluatedAgain(t *testing.T) {
	texts := []struct{ source, want string }{
		{`eval("v + 1")`, "6"},
		{`(0, eval)("1 + 1")`, "2"},
		{`new Function("a", "b", "return a * b")(v, 3)`, "15"},
		{`new Function("a,b", "return a * b")(v, 3)`, "15"},
		{`(function() {}).constructor("a", "return a")(v) === v`, "true"},
		{`[...(function*() {}).constructor("a", "yield a")(v)].join()`, "5"},
		{`var same = [0, 1].map(() => (0, eval)("(s => s)` + "`a`" + `")); same[0] === same[1]`, "false"},
		{`var made = [0, 1].map(() => eval("(function f() {})")); made[0] === made[1]`, "false"},
		{`(w => eval("w"))(1) + (w => eval("w"))(2)`, "3"},
		{`(function(w) { "use strict"; return eval("var w = 3; w") + w })(1)`, "4"},
		{`(function(w) { return eval("var w = 3; w") + w })(1)`, "6"},
		{`try { eval("let let = 1") } catch (e) { e.name }`, "SyntaxError"},
		{`try { Function("/*", "*/){") } catch (e) { e.name }`, "SyntaxError"},
		{`try { Function("a = super()", "") } catch (e) { e.name }`, "SyntaxError"},
		{`try { Function("", "}, function() {") } catch (e) { e.name }`, "SyntaxError"},
		{`try { Function(") { }, function(", "") } catch (e) { e.name }`, "SyntaxError"},
		{`Function("a //", "return a //")(v)`, "5"},
		{`class A { #p = 7; m(s) { return eval(s) } } new A().m("this.#p")`, "7"},
	}
	for _, tier := range []Tier{Auto, Interp, Bytecode, Native} {
		rt := newRuntime(t, Options{Tier: tier, Thresholds: Thresholds{2, 5, 4, 10}})
		for i, c := range texts {
			_, err := rt.RunString("define.js", fmt.Sprintf("var v = 5; function f%d() { return (0, eval)(%q) } function g%d() { return eval(%q) }", i, c.source, i, c.source))
			require.NoError(t, err)
			for n := range 12 {
				for _, call := range []string{"f", "g"} {
					v, err := rt.RunString("call.js", fmt.Sprintf("String(%s%d())", call, i))
					require.NoError(t, err, c.source)
					assert.Equal(t, c.want, v.String(), c.source)
				}
				if n%5 == 4 {
					rt.obj.Heap.Collect(n%2 == 0)
				}
			}
		}
	}
}

// TestTextsCostTheSameAgain: fuel does not show whether the program of a text was kept. (A change of
// tier counts one more.)
func TestTextsCostTheSameAgain(t *testing.T) {
	for _, tier := range []Tier{Interp, Bytecode, Native} {
		rt := newRuntime(t, Options{Tier: tier})
		_, err := rt.RunString("define.js", `
			var text = "var sum = 0; function add(x) { sum += x }" + "add(1);".repeat(2000);
			function direct() { return eval(text) }
			function make() { return Function("a", text) }`)
		require.NoError(t, err)
		for _, call := range []string{"(0, eval)(text)", "direct()", "make()"} {
			p, err := Compile("call.js", call, Script)
			require.NoError(t, err)
			costs, list := map[int64]bool{}, []int64(nil)
			for range 6 {
				before := rt.obj.Spent()
				_, err := rt.Run(p)
				require.NoError(t, err)
				costs[rt.obj.Spent()-before] = true
				list = append(list, rt.obj.Spent()-before)
			}
			assert.Len(t, costs, 1, "%v: %s: %v", tier, call, list)
		}
	}
}

// TestTextsCostTheSameAfterOthers: fuel does not show what else was parsed in the process, whose
// parsers serve again.
func TestTextsCostTheSameAfterOthers(t *testing.T) {
	rt := newRuntime(t, Options{Tier: Interp})
	_, err := rt.RunString("define.js", `function list(n) { return "[" + "1,".repeat(n) + "1];" }
		var a, others = [list(1500), "'" + "\\n".repeat(1900) + "'", list(3000)]`)
	require.NoError(t, err)
	for _, n := range []int{300, 1500, 3000} {
		costs := map[int64]bool{}
		for i := range 10 {
			_, err = rt.RunString("other.js", fmt.Sprintf("for (let j = 0; j < 3; j++) (0, eval)(others[%d] + ';' + j); 0", i%3))
			require.NoError(t, err)
			_, err = rt.RunString("make.js", fmt.Sprintf("var text = list(%d) + 'a = a;'.repeat(300) + (1000 + %d)", n, i))
			require.NoError(t, err)
			before := rt.obj.Spent()
			_, err = rt.RunString("call.js", "(0, eval)(text)")
			require.NoError(t, err)
			costs[rt.obj.Spent()-before] = true
		}
		assert.Len(t, costs, 1, "%d: %v", n, costs)
	}
}

// TestTextsAreAccountedOnce: programs that are kept count while they are, and what is made of
// them afterwards.
func TestTextsAreAccountedOnce(t *testing.T) {
	rt := newRuntime(t, Options{})
	_, err := rt.RunString("define.js", `var text = "(function() {" + "x.y = z + 1;".repeat(5000) + "})"; var made = []`)
	require.NoError(t, err)
	settled := func() int64 {
		rt.obj.Heap.Collect(true)
		rt.obj.Heap.Collect(true)
		rt.obj.Heap.Collect(true)
		return rt.obj.Heap.Stats().GoBytes
	}
	before := settled()
	_, err = rt.RunString("first.js", "made.push((0, eval)(text)); 0")
	require.NoError(t, err)
	one := settled() - before
	_, err = rt.RunString("more.js", "for (let i = 0; i < 20; i++) made.push((0, eval)(text)); 0")
	require.NoError(t, err)
	assert.Less(t, settled()-before, 3*one)
	_, err = rt.RunString("less.js", "made.length = 3; 0")
	require.NoError(t, err)
	assert.GreaterOrEqual(t, settled()-before, one)
	_, err = rt.RunString("none.js", "made = null; 0")
	require.NoError(t, err)
	rt.obj.ForgetTexts()
	assert.Less(t, settled()-before, one/2)
}

// TestTreesThatWerePutOffAreAccountedOnce: the trees of the functions in a kept text count, whoever
// calls them first, as long as the text is kept.
func TestTreesThatWerePutOffAreAccountedOnce(t *testing.T) {
	for _, tier := range []Tier{Interp, Bytecode} {
		rt := newRuntime(t, Options{Tier: tier})
		_, err := rt.RunString("define.js", `var text = "(1, function() { return 1;" + "x.y = z + 1;".repeat(5000) + "})"; var made = []
			for (let i = 0; i < 3; i++) made.push((0, eval)(text)); 0`)
		require.NoError(t, err)
		settled := func() int64 {
			rt.obj.Heap.Collect(true)
			return rt.obj.Heap.Stats().GoBytes
		}
		before := settled()
		_, err = rt.RunString("first.js", "made[0](); 0")
		require.NoError(t, err)
		one := settled() - before
		require.Greater(t, one, int64(100*5000))
		_, err = rt.RunString("others.js", "made[1](); made = (0, eval)(text); made(); made = null; 0")
		require.NoError(t, err)
		if tier == Interp {
			assert.Less(t, settled()-before, one+one/8)
		}
		kept := settled()
		rt.obj.ForgetTexts()
		assert.Less(t, settled(), kept-one/2)
	}
}

// TestLimitsEndTheSecondParse: the limits are looked at while the tree of a function is made at its
// first call, and the function can be called afterwards.
func TestLimitsEndTheSecondParse(t *testing.T) {
	source := `"use strict"; globalThis.f = function(a) { return a + 1;` + strings.Repeat("x.y = z + 1; ", 20000) + `}
		globalThis.tail = a => { return f(a) }`
	for _, tier := range []Tier{Interp, Bytecode, Native, Auto} {
		for _, call := range []string{"f(1)", "tail(1)", "new f(1) && 2", "f.call(null, 1)", "[1].map(f)[0]"} {
			p, err := Compile("big.js", source, Script) // whose functions nobody has called
			require.NoError(t, err)
			rt := newRuntime(t, Options{Tier: tier})
			_, err = rt.Run(p)
			require.NoError(t, err)
			polls := 0
			rt.obj.OnPoll(func() {
				if polls++; polls == 5 {
					rt.Interrupt("enough")
				}
			})
			var ended *LimitError
			_, err = rt.RunString("call.js", call)
			require.ErrorAs(t, err, &ended, "%v: %s", tier, call)
			rt.obj.OnPoll(nil)
			rt.ClearInterrupt()
			v, err := rt.RunString("again.js", call)
			require.NoError(t, err)
			assert.Equal(t, "2", v.String())
		}
	}
}

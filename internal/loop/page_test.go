package loop_test

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/browsertest"
	"github.com/kilnjs/kiln/internal/loop"
)

func page(t *testing.T, source string, o loop.Options) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, record(t, source, o, kiln.Interp).WriteHTML(&b, "test.js"))
	return b.String()
}

// seen is what a page shows at a moment, read off its elements.
const seen = `(() => {
	const text = (id) => document.getElementById(id).innerText.replace(/\s+/g, " ").trim();
	const rows = (id) => [...document.querySelectorAll("#" + id + " li")].map((e) => e.innerText.trim()).join(" & ");
	return ["now: " + text("now"), "line: " + (document.querySelector("#source .here b")?.textContent ?? "none"),
		"stack: " + [...document.querySelectorAll("#stack .frame > summary > b")].map((e) => e.textContent).join(" "),
		"jobs: " + rows("jobs"), "tasks: " + rows("tasks"), "timers: " + rows("timers"),
		"promises: " + [...document.querySelectorAll("#promises .state")].map((e) => e.textContent).join(" "),
		"console: " + text("console"), "runs: " + text("running")].join("\n");
})()`

const stepped = `setTimeout(() => console.log('timer'), 10);
async function f(p) {
  const v = await p;
  console.log('v' + v);
}
f(new Promise(r => r(7)));
queueMicrotask(() => console.log('micro'));
console.log('end');
`

// TestPageSteps goes through a script with a timer, a promise and an await with the keys,
// to its end and back again, and reads what the page shows: the same at each moment both
// ways, and what the specification says of it.
func TestPageSteps(t *testing.T) {
	p := browsertest.Open(t, page(t, stepped, loop.Options{}), browsertest.Views[0])
	var last int
	p.Eval("events.length - 1", &last)
	require.Greater(t, last, 30)
	forwards := []string{p.Text(seen)}
	for range last {
		p.Press("ArrowRight")
		forwards = append(forwards, p.Text(seen))
	}
	for i := last - 1; i >= 0; i-- {
		p.Press("ArrowLeft")
		require.Equal(t, forwards[i], p.Text(seen), "step %d, backwards", i)
	}
	at := func(now string) string {
		for _, s := range forwards {
			if strings.Contains(s, "now: "+now) {
				return s
			}
		}
		require.Fail(t, "no such moment", "%s\n%s", now, strings.Join(forwards, "\n\n"))
		return ""
	}
	end := at(`line 8: console.log('end');`)
	assert.Contains(t, end, "line: 8\nstack: (script) f Global variables\n", "f waits, below the stack")
	assert.Contains(t, end, "jobs: 1: resume f & 2: callback (anonymous, line 7)\n")
	assert.Contains(t, end, "tasks: \ntimers: 1: (anonymous, line 1) at 10 ms\n")
	assert.Contains(t, end, "promises: pending fulfilled\n", "that of f, and the one it waits for")
	assert.Contains(t, end, "runs: The script runs")
	resumed := at("resume f")
	assert.Contains(t, resumed, "line: 3\nstack: f Global variables\njobs: 2: callback (anonymous, line 7)\n")
	assert.Contains(t, resumed, "runs: Job 1 runs: resume f")
	assert.Contains(t, at("callback 1 is due"), "timers: \n")
	assert.Contains(t, at("callback 1 is due"), "tasks: 1: (anonymous, line 1)\n")
	assert.Contains(t, forwards[last], "console: end v7 micro timer\n")
	assert.Contains(t, forwards[last], "stack: Global variables\n")

	p.Press("End")
	assert.Equal(t, forwards[last], p.Text(seen))
	p.Press("Home")
	assert.Equal(t, forwards[0], p.Text(seen))
	p.Eval(fmt.Sprintf(`$("time").value = %d; $("time").dispatchEvent(new Event("input"))`, last/2), nil)
	assert.Equal(t, forwards[last/2], p.Text(seen), "the time line goes anywhere")
	p.Press("PageDown")
	assert.Contains(t, p.Text(seen), "now: job ", "the next turn of the event loop")
	require.Empty(t, p.Faults())
}

// TestPageCauses clicks from the resumption of an async function to what put it there.
func TestPageCauses(t *testing.T) {
	p := browsertest.Open(t, page(t, `async function f(p) {
  await p;
}
let resolve;
f(new Promise(r => { resolve = r; }));
setTimeout(() => resolve(1), 10);
`, loop.Options{}), browsertest.Views[0])
	p.Eval(`go(events.findIndex((e) => e.how === "resume"))`, nil)
	causes := p.Text(`[...document.querySelectorAll("#why li")].map((e) => e.innerText).join("\n")`)
	for _, want := range []string{"resume f", "job 1 begins: resume f", "job 1 waits: resume f, line 6", "f awaits promise 3, line 2", "promise 3 is fulfilled with 1, line 6",
		"callback 1 begins", "timer 1 is due", "timer 1 is set: (anonymous, line 6) at 10 ms, line 6", "in the script"} {
		_, rest, found := strings.Cut(causes, want)
		assert.True(t, found, "%s in\n%s", want, causes)
		causes = rest
	}
	p.Click("#why li:nth-child(3) a")
	assert.Contains(t, p.Text(seen), "now: job 1 waits: resume f")
	require.Empty(t, p.Faults())
}

// TestPageSeeks finds a text, and the next time that a line runs.
func TestPageSeeks(t *testing.T) {
	p := browsertest.Open(t, page(t, "function f(n) {\n  return n;\n}\nfor (let i = 0; i < 3; i++)\n  f(i);\nconsole.log('said');\n", loop.Options{}), browsertest.Views[0])
	find := func(text string) string {
		p.Eval(`$("find").value = `+fmt.Sprintf("%q", text)+`; $("find").focus(); 0`, nil)
		p.Press("Enter")
		return p.Text(`$("now").textContent`)
	}
	assert.Equal(t, "call f, line 5", find("CALL F"))
	assert.Equal(t, "line 6: console.log('said');", find("console.log"))
	assert.Equal(t, "prints said, line 6", find("said"))
	assert.Equal(t, "prints said, line 6", find("nothing of it"))
	assert.Equal(t, "none", p.Text(`$("find").className`))
	var at []int
	for range 4 {
		p.Click(`#source [data-line="2"]`)
		var now int
		p.Eval("at", &now)
		assert.Equal(t, "line 2: return n;", p.Text(`$("now").textContent`))
		at = append(at, now)
	}
	assert.Less(t, at[0], at[1])
	assert.Less(t, at[1], at[2])
	assert.Equal(t, at[0], at[3], "around the end")
	require.Empty(t, p.Faults())
}

// TestPageEscapes: what a script says is text on the page.
func TestPageEscapes(t *testing.T) {
	source := "const s = '</script><script>document.title=1</script><img src=x onerror=alert(1)>';\nconsole.log(s);\nconst o = { ['<b>' + s]: new Map([[s, s]]) };\nclass A {}\nObject.defineProperty(A, 'name', { value: '<i>' });\nfunction f(x) { return x; }\nf(s);\nthrow new Error(s);\n"
	text := page(t, source, loop.Options{})
	assert.Equal(t, 3, strings.Count(text, "</script>")) // those of the page
	assert.NotContains(t, text, "{{")
	p := browsertest.Open(t, text, browsertest.Views[0])
	p.Press("End")
	for range 5 {
		p.Press("ArrowLeft")
		var found int
		p.Eval(`document.querySelectorAll("img, main script, main i").length`, &found)
		assert.Zero(t, found)
	}
	require.Empty(t, p.Faults())
}

func TestPageLooks(t *testing.T) {
	source, err := os.ReadFile("testdata/async.js")
	require.NoError(t, err)
	text := page(t, string(source), loop.Options{})
	// In the middle, where there is something of all.
	browsertest.Check(t, strings.Replace(text, "go(wanted() ?? 0, true)", "go(wanted() ?? 66, true)", 1))
}

// TestPageOfMuch: a hundred thousand events open, and go to either end, at once.
func TestPageOfMuch(t *testing.T) {
	text := page(t, "function f(n) { const o = { n }; return o; }\nfunction g(k) { for (let i = 0; i < 500; i++) { f(i); } }\nfor (let k = 0; k < 100; k++) queueMicrotask(() => g(k));", loop.Options{})
	p := browsertest.Open(t, text, browsertest.Views[0])
	var much struct {
		Events, First, Last, Back, Middle float64
	}
	p.Eval(`(() => { const took = (f) => { const t = performance.now(); f(); return performance.now() - t; };
		return { events: events.length, last: took(() => go(events.length - 1)), back: took(() => step(-1)), first: took(() => go(0)), middle: took(() => go(events.length >> 1)) } })()`, &much)
	t.Logf("%+v", much)
	assert.Greater(t, much.Events, 100_000.)
	assert.Less(t, much.Back, 500.)
	assert.Less(t, much.Last, 5000.)
	assert.Less(t, much.Middle, 5000.)
	require.Empty(t, p.Faults())
}

package loop_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/loop"
	"github.com/kilnjs/kiln/pkg/queue"
	"github.com/kilnjs/kiln/pkg/watch"
	"github.com/kilnjs/kiln/pkg/web"
)

// record runs a script and records it. Timers do not wait.
func record(t *testing.T, source string, o loop.Options, tier kiln.Tier) *loop.Recording {
	t.Helper()
	s := watch.New()
	r := loop.Watch(s, o)
	rt, err := kiln.New(kiln.Options{
		Tier: tier, Watch: s, Libraries: web.All(), Clock: &queue.VirtualClock{},
		Stdout: r.Output(new(bytes.Buffer), false), Stderr: r.Output(new(bytes.Buffer), true),
	})
	require.NoError(t, err)
	r.Attach(rt.Object())
	failed := ""
	if _, err = rt.RunString("test.js", source); err == nil {
		err = rt.RunLoop()
	}
	if err != nil {
		failed = err.Error()
	}
	return r.Finish(failed)
}

type anyRecord = map[string]any

// records are the records of a recording, definitions and collections apart.
func records(t *testing.T, r *loop.Recording) (list []anyRecord) {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, r.WriteJSON(&b))
	var all struct{ Records []anyRecord }
	require.NoError(t, json.Unmarshal(b.Bytes(), &all))
	for _, e := range all.Records {
		if e["do"] != "source" && e["do"] != "function" && e["do"] != "collect" {
			list = append(list, e)
		}
	}
	return list
}

// brief shows records in a few words each.
func brief(list []anyRecord, fields ...string) string {
	var b strings.Builder
	for _, e := range list {
		fmt.Fprint(&b, e["do"])
		for _, f := range fields {
			if v, ok := e[f]; ok {
				fmt.Fprintf(&b, " %v", v)
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

// of leaves the records of the given kinds.
func of(list []anyRecord, kinds ...string) (some []anyRecord) {
	for _, e := range list {
		for _, k := range kinds {
			if e["do"] == k {
				some = append(some, e)
			}
		}
	}
	return some
}

func TestStatementsAndVariables(t *testing.T) {
	list := records(t, record(t, `function add(a, b) {
  const sum = a + b;
  return sum;
}
let total = 0;
for (let i = 0; i < 2; i++) total = add(total, i);
`, loop.Options{}, kiln.Interp))
	assert.Equal(t, `push
step [5 1 15]
step [6 1 29]
step [6 6 15]
step [6 29 51]
push [6 37]
step [2 3 21]
step [3 3 14]
pop
step [6 1 29]
step [6 29 51]
push [6 37]
step [2 3 21]
step [3 3 14]
pop
step [6 1 29]
pop
end
`, brief(list, "at"))
	assert.Equal(t, anyRecord{"a": 0., "b": 1., "sum": []any{"uninitialized"}}, list[12]["set"], "a frame begins with all variables")
	assert.Equal(t, anyRecord{"sum": 1.}, list[13]["set"], "and then has those that changed")
}

// TestAsync: an async function leaves the stack at its await and comes back in the job that
// settling the promise has made.
func TestAsync(t *testing.T) {
	list := records(t, record(t, `async function f(p) {
  const v = await p;
  console.log('v', v);
}
f(new Promise(resolve => setTimeout(resolve, 5, 42)));
queueMicrotask(() => {});
`, loop.Options{}, kiln.Interp))
	assert.Equal(t, `add timer
react await 1
add job callback
begin job callback
end job
fire timer
add task
begin task
settle
add job await 1
end task
begin job await 1
print
settle
end job
`, brief(of(list, "add job", "begin job", "end job", "add timer", "fire timer", "add task", "begin task", "end task", "react", "settle", "print"), "why", "reaction"))
	var hows []string
	for _, e := range of(list, "push", "pop") {
		hows = append(hows, e["how"].(string))
	}
	assert.Equal(t, []string{"call", "call", "return", "call", "suspend", "return", "call", "return", "resume", "return"}, hows)
	react := of(list, "react")[0]
	settle := of(list, "settle")
	assert.Equal(t, react["promise"], settle[0]["promise"])
	assert.Equal(t, react["result"], settle[1]["promise"])
	assert.Equal(t, 42., settle[0]["value"])
	assert.Equal(t, []any{2., 13.}, react["at"], "the await is where the function waits")
}

func TestUnhandledRejection(t *testing.T) {
	list := records(t, record(t, "Promise.reject(new RangeError('no'));\nconst p = Promise.reject(1); p.catch(() => {});", loop.Options{}, kiln.Interp))
	assert.Equal(t, "settle unhandled\nsettle unhandled\nreact\nsettle fulfilled\n", brief(of(list, "settle", "react"), "how"))
	last := list[len(list)-1]
	assert.Equal(t, true, last["error"])
	assert.Contains(t, last["text"], "RangeError: no")
}

// TestObjects: objects are described when they are seen first and whenever they have
// changed; neither getters nor traps run.
func TestObjects(t *testing.T) {
	list := records(t, record(t, `let ran = 0;
class Point { constructor(x) { this.x = x; } get y() { ran++; return 1; } }
const p = new Point(1);
const proxy = new Proxy({}, { get() { ran++; }, ownKeys() { ran++; return []; } });
const o = { p, get z() { ran++; return 1; }, map: new Map([[p, 'one']]), list: [1, , 3] };
p.x = 2;
o.self = o;
o.list.push(o);
console.log(ran);
`, loop.Options{}, kiln.Interp))
	text := ""
	for _, e := range list {
		for _, o := range toList(e["objects"]) {
			o := o.(anyRecord)
			if o["class"] == "Object" || o["class"] == "Array" || o["class"] == "Map" {
				text += fmt.Sprintln(o["id"], o["class"], o["name"], o["length"], o["props"], o["items"], o["entries"])
			}
		}
	}
	assert.Equal(t, `2 Object Point <nil> <nil> <nil> <nil>
2 Object Point <nil> [[x 1]] <nil> <nil>
4 Object <nil> <nil> [[p [object 2]] [z [accessor]] [map [object 5]] [list [object 6]]] <nil> <nil>
5 Map <nil> 1 <nil> <nil> [[[object 2] one]]
6 Array <nil> 3 <nil> [1 [hole] 3] <nil>
2 Object Point <nil> [[x 2]] <nil> <nil>
4 Object <nil> <nil> [[p [object 2]] [z [accessor]] [map [object 5]] [list [object 6]] [self [object 4]]] <nil> <nil>
6 Array <nil> 4 <nil> [1 [hole] 3 [object 4]] <nil>
`, text)
	assert.Equal(t, "print 0\n", brief(of(list, "print"), "text"))
}

// TestObjectsAtTheSamePlace puts one object in the place of another that has died since its
// holder was described, often where the other was in memory. The limit leaves room for the
// records of collections where each safepoint collects.
func TestObjectsAtTheSamePlace(t *testing.T) {
	const collections = "'x'.repeat(9e6).toUpperCase(), 'x'.repeat(9e6).toUpperCase(), 'x'.repeat(9e6).toUpperCase()"
	list := records(t, record(t, `let o = { x: null };
for (let i = 0; i < 3; i++) {
  o.x = (o.x = null, `+collections+`, { v: i });
  console.log(i);
}
`, loop.Options{Limit: 2 * loop.DefaultLimit}, kiln.Interp))
	objects := map[any]anyRecord{}
	var holder anyRecord
	printed := 0
	for _, e := range list {
		for _, x := range toList(e["objects"]) {
			o := x.(anyRecord)
			objects[o["id"]] = o
			if strings.Contains(fmt.Sprint(o["props"]), "[x ") {
				holder = o
			}
		}
		if e["do"] == "print" {
			printed++
			held := toList(toList(toList(holder["props"])[0])[1])
			require.Equal(t, "[[v "+e["text"].(string)+"]]", fmt.Sprint(objects[held[1]]["props"]))
		}
	}
	assert.Equal(t, 3, printed)
}

func toList(v any) []any { list, _ := v.([]any); return list }

// TestLimits: what is too much is summed up, and later turns of the event loop have their
// share of the statements.
func TestLimits(t *testing.T) {
	source := `function f(n) { return n + 1; }
for (let i = 0; i < 5000; i++) { i; }
for (let i = 0; i < 1500; i++) f(i);
setTimeout(() => { for (let i = 0; i < 10; i++) i; });
`
	full := records(t, record(t, source, loop.Options{}, kiln.Interp))
	assert.Equal(t, "more 4000 2\nmore 500 500 3\n", brief(of(full, "more"), "turns", "calls", "line"))
	assert.Equal(t, 2+1000, len(of(full, "push")))
	few := records(t, record(t, source, loop.Options{Limit: 100}, kiln.Interp))
	script, task, ok := strings.Cut(brief(of(few, "step", "begin task", "more"), "calls"), "begin task")
	assert.True(t, ok)
	assert.Equal(t, 50, strings.Count(script, "step"))
	assert.Contains(t, script, "more 79", "5000 turns, 1500 turns and 1500 calls, but for those that are shown")
	assert.Equal(t, 22, strings.Count(task, "step"))
	tiny := records(t, record(t, "function f() { g(); } function g() { g2(); } function g2() {}\nfor (let i = 0; i < 100; i++) f();", loop.Options{Limit: 10}, kiln.Interp))
	assert.LessOrEqual(t, len(tiny), 3*10+2)
	assert.Equal(t, "end", tiny[len(tiny)-1]["do"])
}

// TestSame: a recording says the same each time, the times excepted.
func TestSame(t *testing.T) {
	source := `const list = [];
async function f(n) { const o = { n }; list.push(o); await null; o.n++; return o; }
Promise.all([f(1), f(2)]).then(r => console.log(r));
for (let i = 0; i < 3000; i++) list[i % 7] = { i };
`
	once := brief(records(t, record(t, source, loop.Options{}, kiln.Interp)), "at", "set", "globals", "objects", "promise", "value")
	assert.Equal(t, once, brief(records(t, record(t, source, loop.Options{}, kiln.Interp)), "at", "set", "globals", "objects", "promise", "value"))
}

// TestTiers: without tier 0 there are frames and queues.
func TestTiers(t *testing.T) {
	source := "async function f() { await 1; return 2; }\nf().then(v => console.log(v));"
	kinds := []string{"push", "pop", "add job", "begin job", "react", "settle", "print"}
	want := brief(of(records(t, record(t, source, loop.Options{}, kiln.Interp)), kinds...), "how", "why")
	for _, tier := range []kiln.Tier{kiln.Bytecode, kiln.Native, kiln.Auto} {
		got := records(t, record(t, source, loop.Options{}, tier))
		assert.Equal(t, want, brief(of(got, kinds...), "how", "why"), tier.String())
	}
}

// TestArguments: of calls in other tiers the arguments are known.
func TestArguments(t *testing.T) {
	source := "function f(a, { b }, c) { return a; }\nclass C { constructor(x) {} }\nfunction g() {}\nfor (let i = 0; i < 40; i++) { f(i, { b: 2 }); new C('y', 2); g(); }"
	for _, tier := range []kiln.Tier{kiln.Bytecode, kiln.Native, kiln.Auto} {
		text := brief(of(records(t, record(t, source, loop.Options{}, tier)), "push"), "set")
		assert.Regexp(t, `push map\[a:39 argument 1:\[object \d+\]\]\npush map\[x:y\]\npush\n$`, text, tier.String())
	}
}

// TestSameRun: a script that is recorded prints what it prints, and uses as much fuel.
func TestSameRun(t *testing.T) {
	source := `const log = [];
function* g() { let i = 0; while (i < 3) yield i++; }
async function f() { for (const x of g()) { log.push(x); await x; } try { await Promise.reject(1); } catch (e) { log.push('c' + e); } finally { log.push('f'); } }
class A { #p = 1; static s = 2; get p() { return this.#p; } }
f().then(() => console.log(log.join(), new A().p, A.s));
with ({ w: 1 }) { let z = w; log.push(z); }
switch (log.length) { case 1: let q = 1; default: log.push('d'); }
label: for (const k in { a: 1, b: 2 }) { for (;;) { continue label; } }
`
	run := func(recorded bool) (string, int64) {
		var out bytes.Buffer
		s := watch.New()
		var r *loop.Recorder
		if recorded {
			r = loop.Watch(s, loop.Options{})
		}
		rt, err := kiln.New(kiln.Options{Tier: kiln.Interp, Watch: s, Libraries: web.All(), Stdout: &out})
		require.NoError(t, err)
		if recorded {
			r.Attach(rt.Object())
		}
		_, err = rt.RunString("test.js", source)
		require.NoError(t, err)
		require.NoError(t, rt.RunLoop())
		return out.String(), rt.Object().Spent()
	}
	out, fuel := run(false)
	recordedOut, recordedFuel := run(true)
	assert.NotEmpty(t, out)
	assert.Equal(t, out, recordedOut)
	assert.Equal(t, fuel, recordedFuel)
}

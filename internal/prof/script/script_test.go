package script_test

import (
	"fmt"
	"math"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/prof/script"
	"github.com/kilnjs/kiln/internal/tap"
	"github.com/kilnjs/kiln/pkg/watch"
	"github.com/kilnjs/kiln/pkg/web"
)

// profile runs a text and its event loop under a sampler; the error is that of the run.
func profile(t *testing.T, tier, text string, o script.Options, more ...func(*kiln.Options)) (*script.Profile, error) {
	t.Helper()
	parsed, err := kiln.ParseTier(tier)
	require.NoError(t, err)
	options := kiln.Options{Tier: parsed, Watch: watch.New(), Libraries: web.All()}
	for _, f := range more {
		f(&options)
	}
	rt, err := kiln.New(options)
	require.NoError(t, err)
	s, err := script.Start(rt.Object(), o)
	require.NoError(t, err)
	if _, err = rt.RunString("test.js", text); err == nil {
		err = rt.RunLoop()
	}
	return s.Stop(), err
}

// self returns the percentage of the time that functions of that name took themselves.
func self(p *script.Profile, name string) (percent float64) {
	for _, row := range p.Summarize().Rows {
		if p.Funcs[row.Func].Name == name {
			percent += 100 * float64(row.Self) / float64(p.Took)
		}
	}
	return percent
}

// clock is the one that other processes disturb least.
func clock(t *testing.T) script.Clock {
	if _, err := profile(t, "interp", "", script.Options{Clock: script.CPU}); err != nil {
		return script.Wall
	}
	return script.CPU
}

const shares = `
function sixty(n) {
  let s = 0;
  for (let i = 0; i < n * 6; i++) s = (s * 31 + i) % 1000003;
  return s;
}
function thirty(n) {
  let s = 0;
  for (let i = 0; i < n * 3; i++) s = (s * 31 + i) % 1000003;
  return s;
}
function ten(n) {
  let s = 0;
  for (let i = 0; i < n; i++) s = (s * 31 + i) % 1000003;
  return s;
}
let s = 0;
for (let r = 0; r < ROUNDS; r++) s += sixty(300) + thirty(300) + ten(300);
`

// attempts is how often a test of shares measures: what else the machine does changes the
// shares of a moment, not those of each.
const attempts = 3

// again measures until what it finds is as it should be, and returns the last profile.
func again(measure func() *script.Profile, asItShould func(*script.Profile) bool) (p *script.Profile) {
	for range attempts {
		if p = measure(); asItShould(p) {
			break
		}
	}
	return p
}

// near reports whether three functions take 60, 30 and 10 of 100.
func near(sixty, thirty, ten float64) bool {
	return math.Abs(sixty-60) <= 9 && math.Abs(thirty-30) <= 9 && math.Abs(ten-10) <= 7
}

// wanted is how many samples tell something.
const wanted = 300

// often is the rate of tests that want many samples in little time.
const often = 5000

// TestShares has functions that take turns within less than a microsecond, where samples
// that come late, or where they are convenient, give other shares.
func TestShares(t *testing.T) {
	for tier, rounds := range map[string]string{"interp": "3000", "bytecode": "18000", "native": "60000", "auto": "60000"} {
		testShares(t, tier, rounds, script.Options{Clock: clock(t), Rate: often})
	}
}

// TestTick is TestShares where the script is slow enough for it.
func TestTick(t *testing.T) {
	testShares(t, "interp", "4000", script.Options{Clock: clock(t), Tick: true})
}

func testShares(t *testing.T, tier, rounds string, o script.Options) {
	p := again(func() *script.Profile {
		p, err := profile(t, tier, strings.ReplaceAll(shares, "ROUNDS", rounds), o)
		require.NoError(t, err)
		return p
	}, func(p *script.Profile) bool { return near(self(p, "sixty"), self(p, "thirty"), self(p, "ten")) })
	if !enough(t, p, tier) {
		return
	}
	assert.InDelta(t, 60, self(p, "sixty"), 9, tier)
	assert.InDelta(t, 30, self(p, "thirty"), 9, tier)
	assert.InDelta(t, 10, self(p, "ten"), 7, tier)
	lines := map[string]int{"sixty": 4, "thirty": 9, "ten": 14}
	want := map[string]string{"auto": "native"}[tier]
	if want == "" {
		want = tier
	}
	for _, row := range p.Summarize().Rows {
		if line := lines[p.Funcs[row.Func].Name]; line > 0 {
			assert.Equal(t, line, row.Lines[0].Line, "%s: the hot line of %s", tier, p.Funcs[row.Func].Name)
			assert.Equal(t, want, row.Tiers[0].Tier)
		}
	}
}

// enough reports whether there are enough samples to tell something.
func enough(t *testing.T, p *script.Profile, tier string) bool {
	t.Helper()
	if len(p.Samples) < wanted {
		t.Logf("%s: %d samples in %v tell nothing", tier, len(p.Samples), p.Took)
		return false
	}
	return true
}

// leaves has functions without loops and calls, whose only safepoint is their beginning.
func leaves(rounds string) string {
	step := "\n  s = (s * 31 + a) % 1000003;"
	function := func(name string, steps int) string {
		return "function " + name + "(a) {\n  let s = a | 0;" + strings.Repeat(step, steps) + "\n  return s;\n}\n"
	}
	hot := "function hot(a) {\n  let s = a | 0;\n  " + strings.Repeat("s = (s * 31 + a) % 1000003; ", 60) + "\n  return s;\n}\n"
	return function("sixty", 60) + function("thirty", 30) + function("ten", 10) + hot +
		"let s = 0;\nfor (let r = 0; r < " + rounds + "; r++) s += sixty(r) + thirty(r) + ten(r) + hot(r);\n"
}

// TestLeaves has the time of such functions told from that of their callers, and of their
// lines from each other.
func TestLeaves(t *testing.T) {
	if !tapped() {
		t.Skip("threads cannot be interrupted here")
	}
	for tier, rounds := range map[string]string{"interp": "30000", "bytecode": "150000", "native": "600000", "auto": "600000"} {
		shares := func(p *script.Profile) (all, sixty, thirty, ten float64) {
			all = self(p, "sixty") + self(p, "thirty") + self(p, "ten")
			return all, 100 * self(p, "sixty") / all, 100 * self(p, "thirty") / all, 100 * self(p, "ten") / all
		}
		hot := func(p *script.Profile) (line int, took, of time.Duration) {
			for _, row := range p.Summarize().Rows {
				if p.Funcs[row.Func].Name == "hot" && len(row.Lines) > 0 {
					line, took, of = row.Lines[0].Line, row.Lines[0].Took, row.Self
				}
			}
			return line, took, of
		}
		p := again(func() *script.Profile {
			p, err := profile(t, tier, leaves(rounds), script.Options{Clock: clock(t), Rate: often})
			require.NoError(t, err)
			return p
		}, func(p *script.Profile) bool {
			all, sixty, thirty, ten := shares(p)
			_, took, of := hot(p)
			return near(sixty, thirty, ten) && all+self(p, "hot") > 80 && took > of*3/4
		})
		if !enough(t, p, tier) {
			continue
		}
		all, sixty, thirty, ten := shares(p)
		assert.InDelta(t, 60, sixty, 9, tier)
		assert.InDelta(t, 30, thirty, 9, tier)
		assert.InDelta(t, 10, ten, 7, tier)
		assert.Greater(t, all+self(p, "hot"), 80., tier)
		line, took, of := hot(p)
		assert.Equal(t, 115, line, "%s: the hot line", tier)
		assert.Greater(t, took, of*3/4, tier)
	}
}

// TestGo has what Go does for functions told from what their code does itself.
func TestGo(t *testing.T) {
	if !tapped() {
		t.Skip("threads cannot be interrupted here")
	}
	p, err := profile(t, "auto", `
		function own() { let s = 0; for (let i = 0; i < 3e7; i++) s = (s * 31 + i) | 0; return s; }
		function served() { let s = 0; for (let i = 0; i < 4e5; i++) s += (i / 7).toFixed(3).length; return s; }
		own(); served();
	`, script.Options{Clock: clock(t), Rate: often})
	require.NoError(t, err)
	most := map[string]string{}
	for _, row := range p.Summarize().Rows {
		if len(row.Tiers) > 0 {
			most[p.Funcs[row.Func].Name] = row.Tiers[0].Tier
		}
	}
	assert.Equal(t, "native", most["own"])
	assert.Equal(t, script.InGo, most["served"])
}

// tapped reports whether threads can be interrupted here.
func tapped() bool {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	s := &tap.Sight{}
	defer s.Stop()
	return s.Start(time.Hour) == nil
}

// TestFuel has a script that looks at what was counted stay as it is under a sampler.
func TestFuel(t *testing.T) {
	for _, tier := range []string{"interp", "bytecode", "native", "auto"} {
		parsed, err := kiln.ParseTier(tier)
		require.NoError(t, err)
		var spent [3]int64
		for i := range spent {
			rt, err := kiln.New(kiln.Options{Tier: parsed, Watch: watch.New()})
			require.NoError(t, err)
			var s *script.Sampler
			if i > 0 {
				s, err = script.Start(rt.Object(), script.Options{Rate: script.MaxRate, Tick: i > 1})
				require.NoError(t, err)
			}
			_, err = rt.RunString("test.js", strings.ReplaceAll(shares, "ROUNDS", "300"))
			require.NoError(t, err)
			if s != nil {
				s.Stop()
			}
			spent[i] = rt.Stats().Spent
		}
		assert.Equal(t, spent[0], spent[1], tier)
		assert.Equal(t, spent[0], spent[2], tier)
	}
}

func TestBuiltinsCollectorAndIdle(t *testing.T) {
	p, err := profile(t, "auto", `
		function fill(n) { const a = []; for (let i = 0; i < n; i++) a.push({ i, s: "x" + i }); return a; }
		const compare = (x, y) => y.i - x.i;
		setTimeout(() => fill(200000).sort(compare), 300);
	`, script.Options{})
	require.NoError(t, err)
	for _, name := range []string{"fill", "compare", script.Idle, script.Collector} {
		assert.NotZero(t, self(p, name), name)
	}
	kinds := map[string]script.Kind{}
	for _, f := range p.Funcs {
		kinds[f.Name] = f.Kind
	}
	assert.Equal(t, script.Builtin, kinds["sort"])
	assert.Equal(t, script.Script, kinds["compare"])
	assert.Equal(t, script.Engine, kinds[script.Idle])
}

// TestEnded has scripts that end before their time: what they did is there all the same.
func TestEnded(t *testing.T) {
	p, err := profile(t, "auto", `function f() { let s = 0; for (let i = 0; i < 3e7; i++) s += i; throw new Error(s) } f()`, script.Options{})
	var exception *kiln.Exception
	require.ErrorAs(t, err, &exception)
	assert.NotZero(t, self(p, "f"))

	p, err = profile(t, "auto", `function f() { const a = []; for (;;) a.push({}, {}) } f()`, script.Options{}, func(o *kiln.Options) { o.MaxHeap = 32 << 20 })
	var limit *kiln.LimitError
	require.ErrorAs(t, err, &limit)
	assert.NotZero(t, self(p, "f"))
}

func TestDeepStack(t *testing.T) {
	p, err := profile(t, "interp", `
		function down(n) { if (n > 0) return down(n - 1) + 1; let s = 0; for (let i = 0; i < 2e6; i++) s += i; return s }
		down(1000);
	`, script.Options{})
	require.NoError(t, err)
	deep := 0
	for _, s := range p.Samples {
		n, outermost := 0, ""
		for node := range p.Stack(s.Node) {
			n, outermost = n+1, p.FuncOf(node).Name
		}
		if n > 256 {
			deep++
			assert.Equal(t, script.Truncated, outermost)
		}
	}
	assert.NotZero(t, deep)
}

// TestNames has functions that their source names better than they are called.
func TestNames(t *testing.T) {
	loop := "{ let s = 0; for (let i = 0; i < 300000; i++) s += i; return s }"
	p, err := profile(t, "interp", `
		const pp = {}; class A { static #p; static { A.#p = function () `+loop+`; A.#p() } }
		pp.next = function () `+loop+`; pp.next();
		pp.more ??= () => `+loop+`; pp.more();
		(function () `+loop+`)();
		const key = "computed"; ({ [key]() `+loop+` }).computed();
		[0].forEach(function inner() `+loop+`);
		if (pp.next == function () {}) ;
	`, script.Options{Rate: 5000})
	require.NoError(t, err)
	for _, name := range []string{"pp.next", "pp.more", "A.#p", "(anonymous)", "computed", "inner"} {
		assert.NotZero(t, self(p, name), name)
	}
}

func TestStartRefuses(t *testing.T) {
	rt, err := kiln.New(kiln.Options{Watch: watch.New()})
	require.NoError(t, err)
	for _, rate := range []int{-1, script.MaxRate + 1} {
		_, err = script.Start(rt.Object(), script.Options{Rate: rate})
		assert.ErrorContains(t, err, fmt.Sprint(script.MaxRate))
	}
	var none *script.Sampler
	none.Charge(script.Parser)
}

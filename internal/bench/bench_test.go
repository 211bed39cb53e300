package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/web"
)

// engineCommand makes the test executable an engine from outside: it runs a file.
const engineCommand = "bench-test-engine"

func TestMain(m *testing.M) {
	if len(os.Args) > 1 {
		switch os.Args[1] {
		case WorkerCommand:
			if err := Worker(os.Stdin, os.Stdout); err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
			os.Exit(0)
		case engineCommand:
			if err := runFile(os.Args[2]); err != nil {
				fmt.Fprintln(os.Stderr, describe(err))
				os.Exit(1)
			}
			os.Exit(0)
		}
	}
	os.Exit(m.Run())
}

func runFile(name string) error {
	rt, err := kiln.New(kiln.Options{Stdout: os.Stdout, Stderr: os.Stderr, Libraries: web.All(), Loader: kiln.FileLoader{}})
	if err != nil {
		return err
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	kind := kiln.Script
	if strings.HasSuffix(name, ".mjs") {
		kind = kiln.Module
	}
	p, err := kiln.Compile(name, string(text), kind)
	if err != nil {
		return err
	}
	if _, err := rt.Run(p); err != nil {
		return err
	}
	return rt.RunLoop()
}

func self(t *testing.T) *Command {
	name, err := os.Executable()
	require.NoError(t, err)
	return &Command{"other", []string{name, engineCommand}}
}

var fewIterations = Plan{Min: 3, Max: 3}

// TestProtocols runs a program of each kind in Kiln and in an engine from outside.
func TestProtocols(t *testing.T) {
	engines := []Engine{Tier{Tier: "auto"}, self(t)}
	if node, err := exec.LookPath("node"); err == nil {
		engines = append(engines, &Command{"node", []string{node}})
	}
	for file, checksum := range map[string]string{
		"run.js": "45", "plain.js": "45", "module.mjs": "45", "common.js": "45", "guarded.js": "45", "comment.js": "45", "instance.js": "verified",
		"suite.js": "", "shell.js": "", "shell_class.js": "", "part1.js+testdata/part2.js": "45",
	} {
		p, err := Load("testdata/" + file)
		require.NoError(t, err)
		for _, e := range engines {
			run, err := e.Run(t.Context(), p, fewIterations)
			if assert.NoError(t, err, "%s in %s", file, e.Name()) {
				assert.Equal(t, checksum, run.Checksum, "%s in %s", file, e.Name())
				assert.Len(t, run.Iterations, 3)
			}
		}
	}
}

func TestProgramsThatFail(t *testing.T) {
	for file, message := range map[string]string{
		"throws.js": "no luck", "rejects.js": "no luck later", "never.js": "", "differs.js": "an iteration returned 1 after 0",
		"shell_invalid.js": "what it did is wrong",
	} {
		p, err := Load("testdata/" + file)
		require.NoError(t, err)
		for _, e := range []Engine{Tier{Tier: "interp"}, self(t)} {
			_, err := e.Run(t.Context(), p, fewIterations)
			require.Error(t, err, file)
			assert.Contains(t, err.Error(), message)
		}
	}
	_, err := Load("testdata/harness.js")
	assert.ErrorContains(t, err, "harness")
	_, err = Load("testdata/none.js")
	assert.ErrorIs(t, err, os.ErrNotExist)
	_, err = Parse("x", "// n = much\n")
	assert.ErrorContains(t, err, "not a count")
}

func TestHead(t *testing.T) {
	p, err := Load("testdata/run.js")
	require.NoError(t, err)
	assert.Equal(t, "Sums.", p.About)
	assert.Equal(t, "45", p.Check)
	twice := p.Scaled(2)
	assert.Equal(t, 20, twice.N)
	assert.Empty(t, twice.Check)
	assert.Equal(t, 1, p.Scaled(0.001).N)
	assert.Equal(t, "45", p.Sized(10).Check)
	assert.Equal(t, Program{Name: "run", About: "Sums.", N: 7, Parts: p.Parts, Entry: "run"}, *p.Sized(7))
}

func TestParseCommand(t *testing.T) {
	for text, want := range map[string]Command{
		"node":                  {"node", []string{"node"}},
		"node --jitless":        {"node --jitless", []string{"node", "--jitless"}},
		"jitless=node --x=1":    {"jitless", []string{"node", "--x=1"}},
		"/a/b/node --x":         {"node --x", []string{"/a/b/node", "--x"}},
		`q="/a b/qjs" 'x y' ""`: {"q", []string{"/a b/qjs", "x y", ""}},
	} {
		c, err := ParseCommand(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, *c, text)
	}
	for _, text := range []string{"", "x=", "x='a"} {
		_, err := ParseCommand(text)
		assert.Error(t, err, text)
	}
}

// TestWorkerTellsWhatHappened looks for what pkg/watch tells in the answer.
func TestWorkerTellsWhatHappened(t *testing.T) {
	p, err := Parse("hot", "function f(i) { return { i } }\nfunction run() { let o; for (let i = 0; i < 100000; i++) o = f(i); return o.i }")
	require.NoError(t, err)
	run, err := Tier{Tier: "auto", Thresholds: "2,10,20,100"}.Run(t.Context(), p, Plan{Min: 10, Max: 10})
	require.NoError(t, err)
	a := run.Activity
	assert.Positive(t, a.Promoted["bytecode"])
	assert.Positive(t, a.Compiled["bytecode"].Count)
	assert.Positive(t, a.Collected["young"].Count)
	assert.Positive(t, run.Processor)
	for _, e := range a.Events {
		assert.True(t, e.Iteration >= -1 && e.Iteration < 10, e)
		if e.Kind == "promote" && e.Function == "f" {
			assert.Equal(t, "hot.js", e.File)
			assert.Equal(t, 1, e.Line)
		}
	}
}

// scripted is an engine that takes what it is told to take.
type scripted struct {
	name, checksum string
	level          float64
	random         *rand.Rand
	err            error
}

func (s *scripted) Name() string { return s.name }

func (s *scripted) Run(context.Context, *Program, Plan) (*Run, error) {
	run := &Run{Checksum: s.checksum, Memory: 20 << 20}
	level := s.level * (1 + 0.005*s.random.NormFloat64())
	for i := range 60 {
		ms := level * (1 + 0.01*s.random.NormFloat64())
		if i < 14 && s.name == "auto" {
			ms *= 4
		}
		run.Iterations = append(run.Iterations, ms)
	}
	return run, s.err
}

func engine(name string, level float64, seed uint64) *scripted {
	return &scripted{name: name, checksum: "1", level: level, random: rand.New(rand.NewPCG(seed, 1))}
}

func measured(t *testing.T, rounds int, seed uint64, engines ...Engine) *Report {
	t.Helper()
	s := &Session{Programs: []*Program{{Name: "p"}, {Name: "q"}}, Engines: engines, Rounds: rounds}
	var seen []Progress
	s.Begin = func(p Progress) { seen = append(seen, p) }
	firsts := 0
	s.First = func(results []*Result) { firsts++; assert.Contains(t, FirstLook(results), results[0].Program) }
	r := s.Measure(t.Context())
	assert.Len(t, seen, 2*rounds*len(engines))
	assert.Equal(t, 2, firsts)
	return r
}

// TestShares: Kiln's auto runs once more, with a profile, which nothing else counts.
func TestShares(t *testing.T) {
	p, err := Parse("p", "function run() { let s = 0; for (let i = 0; i < 1e6; i++) s = (s * 31 + i) | 0; return s; }")
	require.NoError(t, err)
	var last Progress
	s := &Session{Programs: []*Program{p}, Engines: []Engine{Tier{Tier: "interp"}, Tier{Tier: "auto"}}, Rounds: 2, Plan: Plan{Min: 3, Max: 3}}
	s.Begin = func(p Progress) { last = p }
	r := s.Measure(t.Context())
	assert.Equal(t, Progress{Done: 4, Total: 5, Program: "p", Engine: "auto", Elapsed: last.Elapsed, Left: last.Left}, last)
	assert.Nil(t, r.Result("p", "interp").Shares)
	auto := r.Result("p", "auto")
	assert.Len(t, auto.Runs, 2)
	sum := 0.0
	for _, share := range auto.Shares {
		sum += share
	}
	assert.InDelta(t, 1, sum, 0.01)
	var text bytes.Buffer
	r.WriteText(&text, true)
	assert.Regexp(t, `  auto: of the time \d+% `, text.String())
	text.Reset()
	require.NoError(t, r.WriteHTML(&text))
	assert.Contains(t, text.String(), "auto: of the time ")
}

func TestReport(t *testing.T) {
	r := measured(t, 8, 1, engine("interp", 20, 1), engine("auto", 2, 2))
	for _, x := range r.Results {
		for _, run := range x.Runs {
			run.Activity = &Activity{Promoted: map[string]int{"bytecode": 3, "native": 2}, Compiled: map[string]*Spent{"native": {2, 1.5, 4096}},
				Collected: map[string]*Spent{"young": {4, 2.5, 1}}, Events: []Event{{Iteration: 3, Kind: "promote", Function: "f", File: "p.js", Line: 7, From: "interp", To: "bytecode"}}}
		}
	}
	verdict := r.Verdict("p", "interp", "auto")
	assert.Regexp(t, `^auto is (9\.\d|10\.\d)–10\.\d times as fast as interp; it was warm after 14 iterations; 3 functions were promoted$`, verdict)
	var text bytes.Buffer
	r.WriteText(&text, true)
	for _, want := range []string{"milliseconds", "geometric mean", "█▁", "warm after 14", verdict, "2 native 1.5 ms 4 KB", "4 in 2.5 ms", "f (p.js:7): to bytecode in iteration 4"} {
		assert.Contains(t, text.String(), want)
	}
	text.Reset()
	require.NoError(t, r.WriteMarkdown(&text))
	assert.Contains(t, text.String(), "| p |")
	assert.Contains(t, text.String(), "- p: auto is")
	text.Reset()
	require.NoError(t, r.WriteCSV(&text))
	assert.Equal(t, 1+2*2*8*60, strings.Count(text.String(), "\n"))
}

// TestPage looks at the form of the page: well-formed plots with marks, and nothing from elsewhere.
func TestPage(t *testing.T) {
	broken := engine("<b>", 2, 3)
	broken.err = errors.New("1 < 2 & so on")
	r := measured(t, 3, 1, engine("interp", 20, 1), engine("auto", 2, 2), broken)
	for _, run := range r.Result("p", "auto").Runs {
		run.Activity = &Activity{Events: []Event{
			{Iteration: 3, Kind: "promote"}, {Iteration: 3, Kind: "promote"}, {Iteration: 4, Kind: "collect"}, {Iteration: 5, Kind: "replace"},
			{Iteration: 6, Kind: "discard"}, {Iteration: -1, Kind: "promote"}, {Iteration: 60, Kind: "promote"}, {Iteration: 1, Kind: "decline"},
		}}
	}
	var b bytes.Buffer
	require.NoError(t, r.WriteHTML(&b))
	text := b.String()
	plots := regexp.MustCompile(`(?s)<svg.*?</svg>`).FindAllString(text, -1)
	require.Len(t, plots, 5)
	for _, plot := range plots {
		require.NoError(t, xml.Unmarshal([]byte(plot), new(struct{})), plot)
		assert.NotContains(t, plot, "rgb(", "a colour that the page does not know")
	}
	for class, n := range map[string]int{"mark promote e1": 1, "mark collect e1": 1, "mark replace e1": 1, "mark leave e1": 1, "curve e0": 2, "bar e1": 3, "interval": 18} {
		assert.Equal(t, n, strings.Count(text, `class="`+class+" "), class)
	}
	assert.Contains(t, text, "1 &lt; 2 &amp; so on")
	assert.NotContains(t, text, "<b>")
	assert.NotRegexp(t, `(src|href)="(https?:)?//`, text)
	assert.Error(t, NewReport(1).WriteHTML(&b))
}

// TestVerdicts holds the words against results: sure, not sure, none, too few.
func TestVerdicts(t *testing.T) {
	for want, engines := range map[string][2]*scripted{
		`^b is (1\.9–)?2\.\d(–2\.\d)? times as fast as a; `:     {engine("a", 10, 1), engine("b", 5, 2)},
		`^b is (1\.9–)?2\.\d(–2\.\d)? times as slow as a; `:     {engine("a", 5, 1), engine("b", 10, 2)},
		`^b is (9|10)\.\d–1\d\.\d% slower than a; `:             {engine("a", 10, 1), engine("b", 11, 2)},
		`^b shows no difference from a \(-\d\.\d% to \+\d\.\d%`: {engine("a", 10, 1), engine("b", 10, 2)},
	} {
		assert.Regexp(t, want, measured(t, 10, 1, engines[0], engines[1]).Verdict("p", "a", "b"))
	}
	assert.Contains(t, measured(t, 2, 1, engine("a", 10, 1), engine("b", 5, 2)).Verdict("p", "a", "b"), "2 processes of each cannot show it for sure")
	r := measured(t, 7, 1, engine("a", 10, 1), engine("b", 8, 2))
	for i := range r.Result("p", "b").Runs[0].Iterations {
		r.Result("p", "b").Runs[0].Iterations[i] *= 1.3
	}
	r.Result("p", "b").Summarize()
	assert.Contains(t, r.Verdict("p", "a", "b"), "which is not sure")
}

func TestFailures(t *testing.T) {
	wrong := engine("b", 2, 2)
	wrong.checksum = "2"
	broken := engine("c", 2, 3)
	broken.err = errors.New("no such engine")
	r := measured(t, 2, 1, engine("a", 2, 1), wrong, broken)
	require.Len(t, r.Failed(), 4)
	assert.Equal(t, "it returned 2, but a returned 1", r.Result("p", "b").Error)
	var text bytes.Buffer
	r.WriteText(&text, true)
	assert.Contains(t, text.String(), "p in c: no such engine")

	p, err := Load("testdata/wrong.js")
	require.NoError(t, err)
	s := &Session{Programs: []*Program{p}, Engines: []Engine{Tier{Tier: "interp"}}, Rounds: 1, Plan: fewIterations}
	assert.Equal(t, "it returned 45 instead of 46", s.Measure(t.Context()).Results[0].Error)
}

func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s := &Session{Programs: []*Program{{Name: "p"}}, Engines: []Engine{engine("a", 1, 1), engine("b", 1, 2)}, Rounds: 5}
	s.Begin = func(p Progress) {
		if p.Done == 5 {
			cancel()
		}
	}
	r := s.Measure(ctx)
	assert.True(t, r.Interrupted)
	assert.Len(t, append(r.Results[0].Runs, r.Results[1].Runs...), 5)
	var text bytes.Buffer
	r.WriteText(&text, false)
	assert.Contains(t, text.String(), "interrupted")
}

func save(t *testing.T, r *Report) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, r.WriteJSON(&b))
	name := filepath.Join(t.TempDir(), "report.json")
	require.NoError(t, os.WriteFile(name, b.Bytes(), 0o600))
	return name
}

// TestCompareReports plants slowdowns of 3% and none, and counts the answers.
func TestCompareReports(t *testing.T) {
	const trials = 20
	slower, equal := 0, 0
	for trial := range uint64(trials) {
		before, err := Read(save(t, measured(t, 12, 1, engine("auto", 5, 100+trial))))
		require.NoError(t, err)
		same := measured(t, 12, 1, engine("auto", 5, 200+trial))
		planted := measured(t, 12, 1, engine("auto", 5.15, 300+trial))
		if len(Compare(before, planted, 0.01).Regressions()) == 2 {
			slower++
		}
		if c := Compare(before, same, 0.01); c.Changes[0].verdict() == "no difference" {
			equal++
		}
	}
	assert.GreaterOrEqual(t, slower, 19)
	assert.GreaterOrEqual(t, equal, 19)
}

func TestComparisonIsShown(t *testing.T) {
	before, after := measured(t, 8, 1, engine("auto", 5, 1)), measured(t, 8, 1, engine("auto", 6, 2))
	after.Results = append(after.Results, &Result{Program: "r", Engine: "auto"})
	after.Results[1].N = 7
	after.Platform, after.CPUs = "plan9/mips", 1
	c := Compare(before, after, 0.05)
	var text bytes.Buffer
	c.WriteText(&text)
	for _, want := range []string{"slower", "1 measurement became slower by more than 5%", "r in auto is in the second report only", "q in auto has another size: n = 0 and 7", "and plan9/mips with 1 processor", "geometric mean"} {
		assert.Contains(t, text.String(), want)
	}
	few := Compare(measured(t, 2, 1, engine("a", 1, 1)), measured(t, 2, 1, engine("a", 2, 1)), 0)
	assert.Equal(t, "too few processes to tell", few.Changes[0].verdict())
	assert.Empty(t, few.Regressions())
}

func TestRead(t *testing.T) {
	good, err := json.Marshal(measured(t, 1, 1, engine("a", 1, 1)))
	require.NoError(t, err)
	name := filepath.Join(t.TempDir(), "x.json")
	for text, message := range map[string]string{
		"":                            ":1:1: the text ends in the middle",
		"{\n  \"kiln_bench\": 1,\n x": ":3:2: invalid character 'x'",
		"{\"kiln_bench\": 1,\n\"rounds\": \"5\"}": ":2:",
		"[]":                                   ":1:1:",
		"{}":                                   "no report of kiln bench",
		`{"kiln_bench": 99}`:                   "version 99",
		`{"kiln_bench": 1} {}`:                 ":1:",
		`{"kiln_bench": 1, "results": [null]}`: "result 1 is null",
		`{"kiln_bench": 1, "results": [{"runs": [{}]}]}`: "no iterations",
		string(good[:len(good)/2]):                       "the text ends in the middle",
	} {
		require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
		_, err := Read(name)
		if assert.Error(t, err, text) {
			assert.Contains(t, err.Error(), name)
			assert.Contains(t, err.Error(), message)
		}
	}
	_, err = Read(name + "x")
	assert.ErrorIs(t, err, os.ErrNotExist)
}

func TestCurve(t *testing.T) {
	assert.Equal(t, "", Curve(nil))
	assert.Equal(t, "▁", Curve([]float64{3}))
	assert.Equal(t, "█▁▁", Curve([]float64{9, 3, 3.1}))
	assert.Len(t, []rune(Curve(make([]float64, 1000))), curveWidth)
}

package runner

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/conform/suite"
)

func TestJudge(t *testing.T) {
	negative := &suite.Negative{Phase: "parse", Type: "SyntaxError"}
	cases := []struct {
		name    string
		meta    suite.Meta
		outcome Outcome
		want    Status
	}{
		{"plain", suite.Meta{}, Outcome{}, Pass},
		{"thrown", suite.Meta{}, Outcome{Phase: PhaseRuntime, ErrorType: "TypeError"}, Fail},
		{"printed failure", suite.Meta{}, Outcome{Printed: []string{asyncFailure + "x"}}, Fail},
		{"printed anything", suite.Meta{}, Outcome{Printed: []string{"hello"}}, Pass},
		{"pending module", suite.Meta{Flags: suite.Module}, Outcome{Pending: true}, Fail},
		{"async complete", suite.Meta{Flags: suite.Async}, Outcome{Printed: []string{"x", asyncComplete}}, Pass},
		{"async silent", suite.Meta{Flags: suite.Async}, Outcome{}, Fail},
		{"async near miss", suite.Meta{Flags: suite.Async}, Outcome{Printed: []string{asyncComplete + "!"}}, Fail},
		{"async failure after completion", suite.Meta{Flags: suite.Async}, Outcome{Printed: []string{asyncComplete, asyncFailure}}, Fail},
		{"async error after completion", suite.Meta{Flags: suite.Async}, Outcome{Printed: []string{asyncComplete}, Phase: PhaseRuntime}, Fail},
		{"negative", suite.Meta{Negative: negative}, Outcome{Phase: PhaseParse, ErrorType: "SyntaxError"}, Pass},
		{"negative, nothing thrown", suite.Meta{Negative: negative}, Outcome{}, Fail},
		{"negative, wrong phase", suite.Meta{Negative: negative}, Outcome{Phase: PhaseRuntime, ErrorType: "SyntaxError"}, Fail},
		{"negative, wrong type", suite.Meta{Negative: negative}, Outcome{Phase: PhaseParse, ErrorType: "TypeError"}, Fail},
		{"negative, in the harness", suite.Meta{Negative: negative}, Outcome{Phase: PhaseHarness, ErrorType: "SyntaxError"}, Fail},
		{"time", suite.Meta{Negative: negative}, Outcome{Limit: LimitTime, Phase: PhaseParse, ErrorType: "SyntaxError"}, Timeout},
		{"memory", suite.Meta{}, Outcome{Limit: LimitMemory}, Memory},
		{"broken", suite.Meta{}, Outcome{Broken: "index out of range"}, Crash},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			status, reason := Judge(&c.meta, &c.outcome)
			assert.Equal(t, c.want, status)
			assert.Equal(t, status == Pass, reason == "", reason)
		})
	}
}

func TestPrintable(t *testing.T) {
	assert.Equal(t, "a\\x00b\n\t\\x85é", printable("a\x00b\n\t\u0085é\xff"))
}

func TestStatsAdd(t *testing.T) {
	one := &Stats{Scenarios: 1, Functions: []TierCount{{"interp", 3}, {"native", 1}},
		Events: []EventCount{{"decline", "native", "too hard", 2}, {"promote", "bytecode", "", 4}}}
	two := &Stats{Scenarios: 2, Functions: []TierCount{{"interp", 5}, {"native", 0}},
		Events: []EventCount{{"replace", "bytecode", "", 1}, {"decline", "native", "", 1}, {"decline", "native", "too hard", 7}}}
	two.Sort()
	sum := &Stats{}
	sum.Add(one)
	sum.Add(two)
	assert.Equal(t, &Stats{Scenarios: 3, Functions: []TierCount{{"interp", 8}, {"native", 1}}, Events: []EventCount{
		{"decline", "native", "", 1}, {"decline", "native", "too hard", 9}, {"promote", "bytecode", "", 4}, {"replace", "bytecode", "", 1},
	}}, sum)
	assert.Equal(t, 2, one.Events[0].N, "what was added must stay as it is")
}

// fakeHost obeys words in the test's text.
type fakeHost struct{}

func (fakeHost) Evaluate(string, string) (string, error) { return "", errors.New("no engine") }

func (fakeHost) Run(job *Job) Outcome {
	switch {
	case strings.Contains(job.Source, "EXIT"):
		os.Exit(0)
	case strings.Contains(job.Source, "FATAL"):
		fmt.Fprintln(os.Stderr, "some noise\nfatal error: stack overflow\ngoroutine 1")
		os.Exit(2)
	case strings.Contains(job.Source, "HANG"):
		time.Sleep(time.Hour)
	case strings.Contains(job.Source, "PANIC"):
		panic("an invariant does not hold")
	case strings.Contains(job.Source, "COUNT") && job.Stats:
		return Outcome{Stats: &Stats{Scenarios: 1}}
	case strings.Contains(job.Source, "THROW"):
		return Outcome{Phase: PhaseRuntime, ErrorType: "Test262Error", Message: strings.Repeat("é", maxMessage)}
	case strings.Contains(job.Source, "DESCRIBE"):
		var names []string
		for _, script := range job.Harness {
			names = append(names, script.Name+"="+script.Source)
		}
		_, err := job.Load("none.js")
		return Outcome{Phase: PhaseRuntime, Message: fmt.Sprint(job.Name, job.Module, job.Async, job.CanBlock, job.Tier,
			job.MaxHeap, job.Timeout, names, err != nil, strings.HasPrefix(job.Source, suite.StrictDirective))}
	}
	return Outcome{}
}

const workerVariable = "KILN_TEST262_FAKE_WORKER"

func TestMain(m *testing.M) {
	switch os.Getenv(workerVariable) {
	case "serve":
		if err := Serve(os.Stdin, os.Stdout, func(Config) Host { return fakeHost{} }); err != nil {
			os.Exit(1)
		}
	case "die":
		os.Exit(3)
	default:
		os.Exit(m.Run())
	}
}

func fakeSuite(t *testing.T, tests map[string]string) string {
	root := t.TempDir()
	for name, content := range map[string]string{"assert.js": "A", "sta.js": "S", "doneprintHandle.js": "D", "x.js": "X"} {
		tests["../harness/"+name] = content
	}
	for name, content := range tests {
		full := filepath.Join(root, "test", name)
		require.NoError(t, os.MkdirAll(filepath.Dir(full), 0o755))
		require.NoError(t, os.WriteFile(full, []byte(content), 0o644))
	}
	return root
}

func supervisor(root, behaviour string) *Supervisor {
	return &Supervisor{
		Config:    Config{Suite: root, TimeoutMS: 1000, MaxHeap: 1 << 20},
		Workers:   2,
		HangAfter: 300 * time.Millisecond,
		Command: func() *exec.Cmd {
			command := exec.Command(os.Args[0])
			// The race detector makes a process wait before it exits, which looks like a hang.
			command.Env = append(os.Environ(), workerVariable+"="+behaviour, "GORACE=atexit_sleep_ms=0")
			return command
		},
	}
}

func TestSupervisor(t *testing.T) {
	tests := map[string]string{
		"exit.js": "EXIT", "fatal.js": "FATAL", "hang.js": "HANG", "panic.js": "PANIC", "throw.js": "THROW",
		"include.js":  "/*---\nincludes: [missing.js]\n---*/",
		"describe.js": "/*---\nflags: [async, CanBlockIsFalse]\nincludes: [x.js]\n---*/ DESCRIBE",
	}
	for i := range 40 {
		tests[fmt.Sprintf("ok/%d.js", i)] = ""
	}
	root := fakeSuite(t, tests)
	var items []Item
	for name := range tests {
		if !strings.HasPrefix(name, "..") {
			items = append(items, Item{Path: name, Mode: "strict", Tier: "interp"})
		}
	}
	items = append(items, Item{Path: "none.js", Mode: "sloppy"}, Item{Path: "throw.js", Mode: "loose"})
	results := map[Item]Result{}
	err := supervisor(root, "serve").Run(context.Background(), items, func(r Result) {
		_, twice := results[r.Item]
		assert.False(t, twice, "%v was reported twice", r.Item)
		results[r.Item] = r
	})
	require.NoError(t, err)
	require.Len(t, results, len(items))
	want := map[string]struct {
		status  Status
		message string
	}{
		"exit.js":     {Crash, "without a word"},
		"fatal.js":    {Crash, "fatal error: stack overflow"},
		"hang.js":     {Hang, "no answer"},
		"panic.js":    {Crash, "an invariant does not hold"},
		"throw.js":    {Fail, "é…"},
		"include.js":  {Fail, "missing.js"},
		"describe.js": {Fail, "describe.jsfalse true falseinterp1048576 1s [assert.js=A sta.js=S doneprintHandle.js=D x.js=X] true true"},
		"none.js":     {Fail, "none.js"},
	}
	for item, result := range results {
		if item.Mode == "loose" {
			assert.Contains(t, result.Message, "unknown mode")
			continue
		}
		expected, listed := want[item.Path]
		if !listed {
			expected.status = Pass
		}
		assert.Equal(t, expected.status, result.Status, "%s: %s", item.Path, result.Message)
		assert.Contains(t, result.Message, expected.message)
	}
}

func TestSupervisorStats(t *testing.T) {
	s := supervisor(fakeSuite(t, map[string]string{"count.js": "COUNT"}), "serve")
	for _, s.Config.Stats = range []bool{false, true} {
		var results []Result
		require.NoError(t, s.Run(context.Background(), []Item{{Path: "count.js", Mode: "sloppy"}}, func(r Result) { results = append(results, r) }))
		require.Len(t, results, 1)
		assert.Equal(t, s.Config.Stats, results[0].Stats != nil)
	}
}

func TestSupervisorRecycles(t *testing.T) {
	root := fakeSuite(t, map[string]string{"a.js": ""})
	items := make([]Item, recycleAfter+10)
	for i := range items {
		items[i] = Item{Path: "a.js", Mode: "sloppy", Tier: fmt.Sprint(i)}
	}
	s := supervisor(root, "serve")
	s.Workers = 1
	s.HangAfter = 0
	started := 0
	command := s.Command
	s.Command = func() *exec.Cmd { started++; return command() }
	passed := 0
	require.NoError(t, s.Run(context.Background(), items, func(r Result) {
		if r.Status == Pass {
			passed++
		}
	}))
	assert.Equal(t, len(items), passed)
	assert.Equal(t, 2, started)
}

func TestSupervisorGivesUp(t *testing.T) {
	root := fakeSuite(t, map[string]string{"a.js": ""})
	items := []Item{{Path: "a.js", Mode: "sloppy"}}
	err := supervisor(root, "die").Run(context.Background(), items, func(Result) {})
	assert.ErrorContains(t, err, "did not start")

	s := supervisor(root, "serve")
	s.Command = func() *exec.Cmd { return exec.Command(filepath.Join(root, "none")) }
	err = s.Run(context.Background(), items, func(Result) {})
	assert.ErrorContains(t, err, "could not be started")
}

func TestSupervisorIsCancelled(t *testing.T) {
	root := fakeSuite(t, map[string]string{"hang.js": "HANG"})
	s := supervisor(root, "serve")
	s.HangAfter = time.Hour
	ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	err := s.Run(ctx, []Item{{Path: "hang.js", Mode: "sloppy"}}, func(Result) {})
	assert.ErrorIs(t, err, context.DeadlineExceeded)
}

func TestServeRefusesNonsense(t *testing.T) {
	for _, input := range []string{"", "{", `{"suite":"/nowhere"}`} {
		err := Serve(strings.NewReader(input), io.Discard, func(Config) Host { return fakeHost{} })
		assert.Error(t, err)
		assert.False(t, errors.Is(err, io.EOF) && input != "")
	}
}

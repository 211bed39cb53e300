package conform

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"time"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/conform/engine"
	"github.com/kilnjs/kiln/internal/conform/runner"
	"github.com/kilnjs/kiln/internal/host262"
	"github.com/kilnjs/kiln/pkg/watch"
	"github.com/kilnjs/kiln/pkg/web"
)

// tiers drives Kiln. Harness files are parsed once and shared by all the
// runtimes that it makes.
type tiers struct {
	harness map[string]parsed // by name
}

// parsed is a harness file and what it was parsed to. Files that bear the same name in
// another test, as shells of other suites have them, are parsed again.
type parsed struct {
	source  string
	program *kiln.Program
}

// Evaluate implements runner.Host, in Kiln.
func (h hosts) Evaluate(name, source string) (string, error) { return h.own.Evaluate(name, source) }

// Evaluate implements runner.Host.
func (*tiers) Evaluate(name, source string) (string, error) {
	rt, err := kiln.New(kiln.Options{})
	if err != nil {
		return "", err
	}
	v, err := rt.RunString(name, source)
	if err != nil {
		return "", err
	}
	return v.String(), nil
}

func newTiers() runner.Host { return &tiers{harness: map[string]parsed{}} }

// NewHost makes a host that runs scenarios in Kiln, and in the engines that the
// configuration has.
func NewHost(config runner.Config) runner.Host {
	all := hosts{own: newTiers()}
	for _, e := range config.Engines {
		all.others = append(all.others, &engine.Host{Engine: e, Scratch: config.Scratch})
	}
	return all
}

// hosts chooses the host of a job.
type hosts struct {
	own    runner.Host
	others []*engine.Host
}

// Run implements runner.Host.
func (h hosts) Run(job *runner.Job) runner.Outcome {
	for _, other := range h.others {
		if other.Engine.Name == job.Tier {
			return other.Run(job)
		}
	}
	return h.own.Run(job)
}

// Run executes one scenario in a runtime of its own.
func (e *tiers) Run(job *runner.Job) runner.Outcome {
	var printed strings.Builder
	stream := watch.New()
	totals := watch.Count(stream, watch.Tiers)
	rt, err := newRuntime(job, &printed, stream)
	if err != nil {
		return runner.Outcome{Broken: err.Error()}
	}
	outcome := e.run(rt, job)
	if job.Stats {
		outcome.Stats = stats(rt, totals)
	}
	for line := range strings.Lines(printed.String()) {
		outcome.Printed = append(outcome.Printed, strings.TrimSuffix(line, "\n"))
	}
	return outcome
}

func newRuntime(job *runner.Job, printed *strings.Builder, stream *watch.Stream) (*kiln.Runtime, error) {
	tier, err := kiln.ParseTier(job.Tier)
	if err != nil {
		return nil, err
	}
	options := kiln.Options{
		Tier:        tier,
		MaxHeap:     job.MaxHeap,
		CannotBlock: !job.CanBlock,
		Stdout:      printed,
		Loader:      suiteLoader{job},
		Watch:       stream,
		Libraries:   []*kiln.Library{web.Timers()}, // of which the harness makes $262.agent.setTimeout
	}
	if job.Web {
		options.Libraries = web.All()
	}
	if options.Thresholds, err = kiln.ParseThresholds(job.Thresholds); err != nil {
		return nil, err
	}
	rt, err := host262.New(options)
	if err != nil {
		return nil, err
	}
	rt.SetDeadline(time.Now().Add(job.Timeout))
	return rt, nil
}

func (e *tiers) run(rt *kiln.Runtime, job *runner.Job) runner.Outcome {
	for _, script := range job.Harness {
		file := e.harness[script.Name]
		if file.program == nil || file.source != script.Source {
			program, err := kiln.Compile(script.Name, script.Source, kiln.Script)
			if err != nil {
				return outcome(runner.PhaseHarness, err)
			}
			file = parsed{script.Source, program}
			e.harness[script.Name] = file
		}
		if _, err := rt.Run(file.program); err != nil {
			return outcome(runner.PhaseHarness, err)
		}
	}
	kind := kiln.Script
	if job.Module {
		kind = kiln.Module
	}
	program, err := kiln.Compile(job.Name, job.Source, kind)
	if err != nil {
		return outcome(runner.PhaseParse, err)
	}
	if job.Module {
		err = rt.RunModule(program)
	} else {
		_, err = rt.Run(program)
	}
	for _, script := range job.Tail {
		if err == nil {
			_, err = rt.RunString(script.Name, script.Source)
		}
	}
	if err == nil {
		err = rt.RunLoop()
	}
	if err == nil && job.Module {
		err = rt.ModuleResult()
	}
	return outcome(runner.PhaseRuntime, err)
}

// stats are the counters of the runtime, under the names that the engine has for
// them. Agents have runtimes of their own, which are not counted.
func stats(rt *kiln.Runtime, totals *watch.Totals) *runner.Stats {
	tiers := rt.Stats().Tiers
	s := &runner.Stats{Scenarios: 1}
	for tier, n := range tiers.Functions() {
		s.Functions = append(s.Functions, runner.TierCount{Tier: tier.String(), N: n})
	}
	for _, t := range totals.All() {
		s.Events = append(s.Events, runner.EventCount{Kind: t.Kind.String(), Tier: t.To.String(), Reason: t.Reason, N: t.N})
	}
	s.Sort()
	return s
}

// outcome describes how a step ended; phase is the one of an error that does
// not tell by itself.
func outcome(phase runner.Phase, err error) runner.Outcome {
	var (
		o         = runner.Outcome{Phase: phase}
		exception *kiln.Exception
		module    *kiln.ModuleError
		syntax    *kiln.SyntaxError
		limit     *kiln.LimitError
		internal  *kiln.InternalError
	)
	switch {
	case err == nil:
		o.Phase = runner.PhaseNone
	case errors.Is(err, kiln.ErrModulePending):
		o.Phase, o.Pending = runner.PhaseNone, true
	case errors.As(err, &internal):
		o.Broken = fmt.Sprintf("%v\n%s", internal.Panic, panicSite(internal.Stack))
	case errors.As(err, &limit) && limit.Kind == kiln.LimitTime:
		o.Limit = runner.LimitTime
	case errors.As(err, &limit) && limit.Kind == kiln.LimitMemory:
		o.Limit = runner.LimitMemory
	case errors.As(err, &module):
		o.Phase, o.ErrorType, o.Message = runner.PhaseResolution, module.Name, module.Error()
	case errors.As(err, &syntax):
		o.ErrorType, o.Message = "SyntaxError", syntax.Error()
	case errors.As(err, &exception):
		o.ErrorType, o.Message = exception.ConstructorName, exception.Detail()
	default:
		o.Broken = err.Error()
	}
	return o
}

// panicSite keeps the engine's lines of a Go stack, innermost first.
func panicSite(stack []byte) string {
	var sites []string
	lines := strings.Split(string(stack), "\n")
	for i := 1; i < len(lines) && len(sites) < 6; i++ {
		at := strings.TrimSpace(lines[i])
		if !strings.HasPrefix(lines[i], "\t") || strings.Contains(at, "/src/runtime/") || strings.Contains(at, "/runtime/debug/") {
			continue
		}
		file, _, _ := strings.Cut(at, " ")
		sites = append(sites, "  "+path.Join(path.Base(path.Dir(file)), path.Base(file)))
	}
	return strings.Join(sites, "\n")
}

// suiteLoader finds modules in the suite; names are paths below test/.
type suiteLoader struct{ job *runner.Job }

// Resolve implements kiln.Loader: specifiers are relative to the importing file.
func (l suiteLoader) Resolve(specifier, referrer string) (string, error) {
	if !strings.HasPrefix(specifier, "./") && !strings.HasPrefix(specifier, "../") {
		return "", fmt.Errorf("%q is not relative", specifier)
	}
	if referrer == "" {
		referrer = l.job.Name
	}
	return path.Join(path.Dir(referrer), specifier), nil
}

// Read implements kiln.Loader.
func (l suiteLoader) Read(name string) ([]byte, error) {
	text, err := l.job.Load(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("the suite has no %s", name)
	}
	return text, err
}

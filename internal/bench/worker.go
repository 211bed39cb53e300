package bench

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/prof/script"
	"github.com/kilnjs/kiln/pkg/watch"
	"github.com/kilnjs/kiln/pkg/web"
)

// WorkerCommand is the first argument of a process that is to answer with Worker.
const WorkerCommand = "bench-worker"

// Plan says how long a process goes on.
type Plan struct {
	Min    int     `json:"min"`    // iterations at least
	Max    int     `json:"max"`    // and at most
	Budget float64 `json:"budget"` // milliseconds after which there is no next iteration
	// Profile has samples taken, which tell Run.Shares. They cost a little time.
	Profile bool `json:"profile,omitempty"`
}

// job is what a worker is told.
type job struct {
	Program    Program
	Tier       string
	Thresholds string
	Plan       Plan
}

const (
	workerHeap  = 2 << 30
	workerStack = 8 << 20
	// keptEvents bounds the events that a run tells one by one, and keptRepeats those of
	// kinds that repeat without end; all are counted.
	keptEvents, keptRepeats = 2000, 300
)

// Worker reads a job, runs it in this process and writes what it did. An error of the
// program is part of the answer.
func Worker(in io.Reader, out io.Writer) error {
	var j job
	if err := json.NewDecoder(in).Decode(&j); err != nil {
		return fmt.Errorf("a worker of kiln bench wants its job: %w", err)
	}
	a := answer{Run: new(Run)}
	if err := j.run(a.Run); err != nil {
		a.Error = describe(err)
	}
	return json.NewEncoder(out).Encode(a)
}

// answer is what a process of any engine writes.
type answer struct {
	*Run
	Error string `json:"error"`
}

func describe(err error) string {
	var exception *kiln.Exception
	if errors.As(err, &exception) {
		return strings.TrimSpace(exception.Detail())
	}
	return err.Error()
}

// worker is a runtime with a program in it.
type worker struct {
	rt        *kiln.Runtime
	program   *Program
	run       *Run
	iteration int                // -1 before the first
	kept      map[watch.Kind]int // events told one by one
	call      kiln.Value
	settled   kiln.Value
}

func (j *job) run(run *Run) error {
	tier, err := kiln.ParseTier(j.Tier)
	if err != nil {
		return err
	}
	thresholds, err := kiln.ParseThresholds(j.Thresholds)
	if err != nil {
		return err
	}
	w := &worker{program: &j.Program, run: run, iteration: -1, kept: map[watch.Kind]int{}}
	run.Activity = &Activity{Promoted: map[string]int{}, Compiled: map[string]*Spent{}, Collected: map[string]*Spent{}}
	stream := watch.New()
	stream.Listen(watch.Tiers|watch.Compilation|watch.Collection, w.hear)
	start := time.Now()
	w.rt, err = kiln.New(kiln.Options{
		Tier: tier, Thresholds: thresholds, MaxHeap: workerHeap, StackSize: workerStack,
		Stdout: io.Discard, Stderr: os.Stderr, Watch: stream, Libraries: web.All(), Loader: kiln.FileLoader{}, ClockResolution: time.Nanosecond,
	})
	if err != nil {
		return err
	}
	if j.Plan.Profile {
		sampler, err := script.Start(w.rt.Object(), script.Options{Clock: script.CPU})
		if err != nil {
			return err
		}
		defer func() { run.Shares = shares(sampler.Stop()) }()
	}
	if err := w.prepare(); err != nil {
		return err
	}
	run.Setup = millis(time.Since(start))
	if err := w.iterate(j.Plan); err != nil {
		return err
	}
	run.Memory = peakMemory()
	return nil
}

// shares divides the time of a profile among the tiers and what the engine did beside.
func shares(p *script.Profile) map[string]float64 {
	if p.Took == 0 {
		return nil
	}
	by := map[string]float64{}
	for _, s := range p.Samples {
		if s.Node == 0 {
			continue
		}
		label := p.Beside(s.Node)
		if label == "" {
			label = p.Label(p.FrameOf(s.Node))
		}
		by[label] += float64(s.Weight) / float64(p.Took)
	}
	return by
}

// prepare runs the parts of the program once and finds its function.
func (w *worker) prepare() error {
	for _, part := range w.program.Parts {
		if _, err := w.rt.RunString(part.Name, part.Text); err != nil {
			return err
		}
	}
	if w.program.Module != "" {
		text := fmt.Sprintf("import * as kilnProgram from %s; globalThis.kilnProgram = kilnProgram;", quoted(w.program.Module))
		module, err := kiln.Compile(w.program.Module+":import", text, kiln.Module)
		if err != nil {
			return err
		}
		if err := w.rt.RunModule(module); err != nil {
			return err
		}
	}
	if err := w.rt.RunLoop(); err != nil {
		return err
	}
	if w.program.Module != "" {
		if err := w.rt.ModuleResult(); err != nil {
			return err
		}
	}
	var err error
	if w.call, err = w.rt.RunString("kiln:entry", "("+w.program.Entry+")"); err != nil {
		return err
	}
	if !w.call.IsFunction() {
		return fmt.Errorf("it has no function run")
	}
	w.settled, err = w.rt.RunString("kiln:settled", `(function (result) {
		const state = { text: "the promise that run returned was never settled", failed: true };
		if (result === null || typeof result !== "object" || typeof result.then !== "function") return () => result;
		result.then(value => { state.failed = false; state.text = value }, error => { state.text = error });
		return () => { if (state.failed) throw state.text; return state.text };
	})`)
	return err
}

func (w *worker) iterate(plan Plan) error {
	began := time.Now()
	budget := time.Duration(plan.Budget * float64(time.Millisecond))
	for w.iteration = 0; w.iteration < plan.Max && (w.iteration < plan.Min || time.Since(began) < budget); w.iteration++ {
		var result kiln.Value
		var err error
		start := time.Now()
		if w.program.N != 0 {
			result, err = w.rt.Call(w.call, nil, w.program.N)
		} else {
			result, err = w.rt.Call(w.call, nil)
		}
		if err == nil {
			err = w.rt.RunLoop()
		}
		took := time.Since(start)
		if err != nil {
			return err
		}
		checksum, err := w.checksum(result)
		if err != nil {
			return err
		}
		if w.iteration > 0 && checksum != w.run.Checksum {
			return fmt.Errorf("an iteration returned %s after %s", checksum, w.run.Checksum)
		}
		w.run.Checksum = checksum
		w.run.Iterations = append(w.run.Iterations, millis(took))
	}
	return w.validate()
}

// validate lets the program look at what its iterations did, if it wants to.
func (w *worker) validate() error {
	validate, err := w.rt.RunString("kiln:validate", "(run => run.validate && run.validate())")
	if err != nil {
		return err
	}
	result, err := w.rt.Call(validate, nil, w.call)
	if err == nil {
		err = w.rt.RunLoop()
	}
	if err == nil {
		_, err = w.checksum(result)
	}
	return err
}

// checksum is the text of what an iteration returned or resolved to, "" for an object and
// undefined.
func (w *worker) checksum(result kiln.Value) (string, error) {
	if result.IsObject() {
		read, err := w.rt.Call(w.settled, nil, result)
		if err != nil {
			return "", err
		}
		if err := w.rt.RunLoop(); err != nil {
			return "", err
		}
		if result, err = w.rt.Call(read, nil); err != nil {
			return "", err
		}
	}
	if result.IsObject() || result.IsUndefined() {
		return "", nil
	}
	return result.String(), nil
}

// hear keeps what happens beside the iterations.
func (w *worker) hear(e *watch.Event) {
	a := w.run.Activity
	kept := Event{Iteration: w.iteration, Kind: e.Kind.String(), Reason: e.Reason, Millis: millis(e.Took), Bytes: e.Bytes, To: e.To.String()}
	switch e.Kind {
	case watch.Promote:
		a.Promoted[e.To.String()]++
	case watch.Replace:
		a.Replaced++
	case watch.Leave:
		a.Left++
	case watch.Discard:
		a.Discarded++
	case watch.Decline:
		a.Declined++
	case watch.Compile:
		spend(a.Compiled, e.To.String(), e)
	case watch.Collect:
		spend(a.Collected, e.Reason, e)
		kept.To = ""
	}
	keep := keptEvents
	if e.Kind == watch.Leave || e.Kind == watch.Collect || e.Kind == watch.Compile {
		keep = keptRepeats
	}
	if len(a.Events) >= keptEvents || w.kept[e.Kind] >= keep {
		a.EventsLost++
		return
	}
	if watch.Tiers.Has(e.Kind) {
		kept.From = e.From.String()
	}
	if e.Function != nil {
		kept.Function = e.Function.FunctionName()
		kept.File, kept.Line = e.Function.Location()
	}
	w.kept[e.Kind]++
	a.Events = append(a.Events, kept)
}

func spend(on map[string]*Spent, key string, e *watch.Event) {
	s := on[key]
	if s == nil {
		s = new(Spent)
		on[key] = s
	}
	s.Count++
	s.Millis += millis(e.Took)
	s.Bytes += e.Bytes
}

func millis(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1e6 }

// peakMemory returns the most memory that this process had, 0 where the system does not
// tell. What the system tells of a process that has ended includes its parent's memory at
// the moment of its making.
func peakMemory() int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	var kilobytes int64
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	if _, err := fmt.Sscan(rest, &kilobytes); err != nil {
		return 0
	}
	return kilobytes << 10
}

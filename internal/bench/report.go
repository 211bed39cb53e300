package bench

import (
	"fmt"
	"hash/fnv"
	"math"
	"runtime"
	"slices"
	"time"

	"github.com/kilnjs/kiln/internal/stats"
	"github.com/kilnjs/kiln/internal/version"
)

// Format is the version of the form of reports.
const Format = 1

// Report is what a session has measured.
type Report struct {
	Format      int       `json:"kiln_bench"`
	Date        time.Time `json:"date"`
	Kiln        string    `json:"kiln"`
	Go          string    `json:"go"`
	Platform    string    `json:"platform"`
	CPUs        int       `json:"cpus"`
	Rounds      int       `json:"rounds"`
	Interrupted bool      `json:"interrupted,omitempty"`
	Results     []*Result `json:"results"`
}

// NewReport makes a report without results.
func NewReport(rounds int) *Report {
	return &Report{
		Format: Format, Date: time.Now().UTC().Truncate(time.Second), Kiln: version.Text(), Go: runtime.Version(),
		Platform: runtime.GOOS + "/" + runtime.GOARCH, CPUs: runtime.NumCPU(), Rounds: rounds,
	}
}

// machine says what the report was measured on.
func (r *Report) machine() string {
	return fmt.Sprintf("%s with %s", r.Platform, plural(r.CPUs, "processor", "processors"))
}

// Result is what one engine did with one program.
type Result struct {
	Program  string `json:"program"`
	About    string `json:"about,omitempty"`
	N        int    `json:"n,omitempty"`
	Engine   string `json:"target"`
	Checksum string `json:"checksum,omitempty"`
	Error    string `json:"error,omitempty"`
	Summary
	Runs []*Run `json:"runs"`
	// Shares says where the time of one more process went, by tier, "host" for built-in
	// functions, "go" for what Go does for bytecode and machine code, and by name what the
	// engine did beside. It is there for Kiln's tier auto.
	Shares map[string]float64 `json:"time_shares,omitempty"`
}

// Summary is what the runs of a result amount to. Times are milliseconds.
type Summary struct {
	Median    float64 `json:"median_ms"` // of the steady state
	Low       float64 `json:"low_ms"`    // its confidence interval
	High      float64 `json:"high_ms"`
	First     float64 `json:"first_ms"` // the first iteration
	Worst     float64 `json:"worst_ms"` // the slowest one
	Class     string  `json:"class"`
	WarmAfter int     `json:"warm_after"` // iterations before the steady state
	Memory    int64   `json:"memory_bytes"`

	sample *stats.Sample
	class  stats.Class
}

// Run is what one process did.
type Run struct {
	Checksum   string             `json:"checksum"`
	Setup      float64            `json:"setup_ms,omitempty"` // until the first iteration
	Iterations []float64          `json:"iterations_ms"`
	Memory     int64              `json:"memory_bytes,omitempty"` // the most that the process had
	Processor  float64            `json:"processor_ms,omitempty"` // of all threads of the process
	Hardware   *Hardware          `json:"hardware,omitempty"`
	Shares     map[string]float64 `json:"time_shares,omitempty"` // with Plan.Profile
	Activity   *Activity          `json:"activity,omitempty"`    // of Kiln
}

// Activity is what pkg/watch told of a process.
type Activity struct {
	Promoted   map[string]int    `json:"promoted,omitempty"` // functions, by tier
	Replaced   int               `json:"replaced,omitempty"` // frames that changed tier in a loop
	Left       int               `json:"left,omitempty"`     // frames that machine code gave back
	Discarded  int               `json:"discarded,omitempty"`
	Declined   int               `json:"declined,omitempty"`
	Compiled   map[string]*Spent `json:"compiled,omitempty"`  // by tier
	Collected  map[string]*Spent `json:"collected,omitempty"` // by kind
	Events     []Event           `json:"events,omitempty"`
	EventsLost int               `json:"events_lost,omitempty"` // beyond those that are kept
}

// Spent is time and bytes of something that happened so often.
type Spent struct {
	Count  int     `json:"count"`
	Millis float64 `json:"ms"`
	Bytes  int64   `json:"bytes"`
}

// Event is something that happened in a process of Kiln.
type Event struct {
	Iteration int     `json:"iteration"` // from 0; -1 is before the first
	Kind      string  `json:"kind"`
	Function  string  `json:"function,omitempty"`
	File      string  `json:"file,omitempty"`
	Line      int     `json:"line,omitempty"`
	From      string  `json:"from,omitempty"`
	To        string  `json:"to,omitempty"`
	Reason    string  `json:"reason,omitempty"`
	Millis    float64 `json:"ms,omitempty"`
	Bytes     int64   `json:"bytes,omitempty"`
}

// Summarize fills the summary from the runs.
func (r *Result) Summarize() {
	r.Summary = Summary{}
	if len(r.Runs) == 0 {
		return
	}
	var courses []stats.Course
	var steady [][]float64
	var first, memory []float64
	for _, run := range r.Runs {
		c := stats.Classify(run.Iterations)
		courses = append(courses, c)
		steady = append(steady, run.Iterations[c.Steady:])
		first = append(first, run.Iterations[0])
		memory = append(memory, float64(run.Memory))
		r.Worst = math.Max(r.Worst, slices.Max(run.Iterations))
	}
	r.class, r.WarmAfter = stats.Join(courses)
	r.Class = r.class.String()
	r.sample = stats.NewSample(steady, seed(r.Program, r.Engine))
	median := r.sample.Median()
	r.Median, r.Low, r.High = median.Center, median.Low, median.High
	r.First, r.Memory = stats.Median(first), int64(stats.Median(memory))
}

// seed makes resampling independent from one result to the next, and the same each time.
func seed(names ...string) uint64 {
	h := fnv.New64a()
	for _, n := range names {
		h.Write([]byte(n))
		h.Write([]byte{0})
	}
	return h.Sum64()
}

// measured reports whether the result has something to show.
func (r *Result) measured() bool { return r != nil && r.Error == "" && r.sample != nil }

// Programs returns the names of the programs in order.
func (r *Report) Programs() []string { return r.names(func(x *Result) string { return x.Program }) }

// Engines returns the names of the engines in order.
func (r *Report) Engines() []string { return r.names(func(x *Result) string { return x.Engine }) }

func (r *Report) names(of func(*Result) string) []string {
	var out []string
	for _, x := range r.Results {
		if name := of(x); !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// Result returns that of a program in an engine, nil if there is none.
func (r *Report) Result(program, engine string) *Result {
	for _, x := range r.Results {
		if x.Program == program && x.Engine == engine {
			return x
		}
	}
	return nil
}

// pairs returns the samples of the programs that both engines have run.
func (r *Report) pairs(a, b string) [][2]*stats.Sample {
	var out [][2]*stats.Sample
	for _, program := range r.Programs() {
		x, y := r.Result(program, a), r.Result(program, b)
		if x.measured() && y.measured() {
			out = append(out, [2]*stats.Sample{x.sample, y.sample})
		}
	}
	return out
}

// Failed returns the results with an error.
func (r *Report) Failed() []*Result {
	return slices.DeleteFunc(slices.Clone(r.Results), func(x *Result) bool { return x.Error == "" })
}

package inside

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/syntax"
	"github.com/kilnjs/kiln/pkg/watch"
)

// Step is something that happened while a script ran, with what was in the house then.
type Step struct {
	What     string `json:"what"`
	Kind     string `json:"kind"` // of the event; "output" for what the script printed, "more" for calls that are summed up
	Function string `json:"function,omitempty"`
	Line     int    `json:"line,omitempty"` // where the function begins
	Tier     string `json:"tier,omitempty"`
	Depth    int    `json:"depth"` // frames on the stack
	Heap     int64  `json:"heap"`  // bytes
	Jobs     int    `json:"jobs"`  // that wait
	Tasks    int    `json:"tasks"`
	Timers   int    `json:"timers"`
}

// StoryLog writes down what happens while a small script runs.
type StoryLog struct {
	steps    []Step
	missed   int // steps beyond maxSteps
	rt       *kiln.Runtime
	state    Step // Depth, Jobs, Tasks and Timers now
	calls    map[watch.Function]int
	quiet    map[string]int // calls that were left out since the last step, by function
	quietNow []bool         // of the frames on the stack: whether the call was left out
}

const (
	// maxSteps is how many steps are kept.
	maxSteps = 300
	// firstCalls is how many calls of a function are told in each tier.
	firstCalls = 2
)

// WatchStory listens to s, which must be that of a runtime yet to be made.
func WatchStory(s *watch.Stream) *StoryLog {
	l := &StoryLog{calls: map[watch.Function]int{}, quiet: map[string]int{}}
	s.Listen(watch.All&^watch.Idle|watch.Frames, l.hear)
	return l
}

// Attach tells the log which runtime it is, whose counters it reads at each step.
func (l *StoryLog) Attach(rt *kiln.Runtime) { l.rt = rt }

// Output returns a writer that makes a step of what is printed and passes it on to w.
func (l *StoryLog) Output(w io.Writer) io.Writer { return &storyWriter{l, w} }

type storyWriter struct {
	log *StoryLog
	w   io.Writer
}

// Write implements io.Writer.
func (w *storyWriter) Write(b []byte) (int, error) {
	for line := range strings.Lines(string(b)) {
		w.log.add(Step{Kind: "output", What: "prints " + strings.TrimRight(line, "\n")})
	}
	return w.w.Write(b)
}

func (l *StoryLog) hear(e *watch.Event) {
	if l.rt == nil {
		return // what the runtime is made of
	}
	s := &l.state
	switch e.Kind {
	case watch.Push:
		l.push(e)
		return
	case watch.Pop:
		l.pop(e)
		return
	case watch.AddJob:
		s.Jobs++
	case watch.BeginJob:
		s.Jobs--
	case watch.AddTask:
		s.Tasks++
	case watch.BeginTask:
		s.Tasks--
	case watch.AddTimer:
		s.Timers++
	case watch.RemoveTimer:
		s.Timers--
	case watch.FireTimer:
		if e.Interval < 0 {
			s.Timers--
		}
	case watch.Promote:
		delete(l.calls, e.Function) // the first calls in the new tier are told again
	}
	l.add(l.step(e, storyText(e)))
}

// step makes a step of an event.
func (l *StoryLog) step(e *watch.Event, what string) Step {
	s := Step{Kind: e.Kind.String(), What: what}
	if e.Function != nil {
		s.Function = nameOf(e.Function)
		_, s.Line = e.Function.Location()
		s.Tier = e.To.String()
	}
	return s
}

func (l *StoryLog) push(e *watch.Event) {
	l.calls[e.Function]++
	quiet := l.calls[e.Function] > firstCalls && e.Reason != "resume"
	l.quietNow = append(l.quietNow, quiet)
	if quiet {
		l.quiet[nameOf(e.Function)]++
	} else {
		verb := map[string]string{"call": "calls", "construct": "constructs with", "resume": "resumes"}[e.Reason]
		l.add(l.step(e, fmt.Sprintf("%s %s in %s", verb, nameOf(e.Function), e.To)))
	}
	l.state.Depth++
}

func (l *StoryLog) pop(e *watch.Event) {
	l.state.Depth--
	last := len(l.quietNow) - 1
	if last < 0 {
		return
	}
	quiet := l.quietNow[last]
	l.quietNow = l.quietNow[:last]
	if quiet && e.Reason == "return" {
		return
	}
	verb := map[string]string{"return": "returns from", "throw": "throws out of", "suspend": "suspends"}[e.Reason]
	l.add(l.step(e, verb+" "+nameOf(e.Function)))
}

// add keeps a step, after one for the calls that were left out.
func (l *StoryLog) add(s Step) {
	if len(l.quiet) > 0 {
		var parts []string
		for _, name := range slices.Sorted(maps.Keys(l.quiet)) {
			parts = append(parts, fmt.Sprintf("%d of %s", l.quiet[name], name))
		}
		clear(l.quiet)
		l.keep(Step{Kind: "more", What: "… more calls: " + strings.Join(parts, ", ")})
	}
	l.keep(s)
}

func (l *StoryLog) keep(s Step) {
	if len(l.steps) == maxSteps {
		l.missed++
		return
	}
	s.Depth, s.Jobs, s.Tasks, s.Timers = max(l.state.Depth, 0), l.state.Jobs, l.state.Tasks, l.state.Timers
	s.Heap = l.rt.Stats().Heap.Bytes
	l.steps = append(l.steps, s)
}

// nameOf is what the story calls a function.
func nameOf(f watch.Function) string {
	file, line := f.Location()
	if info, ok := f.(*syntax.FuncInfo); ok {
		switch {
		case info.Kind == syntax.FuncScript || info.Kind == syntax.FuncModule:
			return "the " + info.Kind.String()
		case info.Name != "":
			return Name(info)
		}
	}
	return fmt.Sprintf("the function at %s:%d", file, line)
}

// storyText tells an event other than of frames in words.
func storyText(e *watch.Event) string {
	name := "something of Go"
	if e.Function != nil {
		name = nameOf(e.Function)
	}
	switch e.Kind {
	case watch.Compile:
		part, to := "", e.To.String()
		if strings.HasSuffix(e.Reason, "loop") {
			part = "a loop of "
		}
		if strings.HasPrefix(e.Reason, "optimized") {
			to = "optimized " + to
		}
		return fmt.Sprintf("compiles %s%s: %d bytes for %s", part, name, e.Bytes, to)
	case watch.Promote:
		return fmt.Sprintf("%s is hot: from now on %s runs it", name, strength(e.From.String(), e.To.String()))
	case watch.Replace:
		return fmt.Sprintf("the frame of %s goes on in %s, in the middle of loop %d", name, strength(e.From.String(), e.To.String()), e.Loop)
	case watch.Leave:
		return fmt.Sprintf("a guard fails at %s: the frame of %s goes on in bytecode", e.Reason, name)
	case watch.Discard:
		return fmt.Sprintf("machine code of %s is thrown away: %s", name, e.Reason)
	case watch.Decline:
		return fmt.Sprintf("%s cannot have %s: %s", e.To, name, e.Reason)
	case watch.Collect:
		return fmt.Sprintf("a %s collection frees %d bytes", e.Reason, e.Bytes)
	case watch.AddJob:
		return fmt.Sprintf("job %d waits: %s of %s", e.ID, e.Reason, name)
	case watch.BeginJob:
		return fmt.Sprintf("the stack is empty: job %d begins", e.ID)
	case watch.AddTask:
		return fmt.Sprintf("callback %d is due: %s", e.ID, name)
	case watch.BeginTask:
		return fmt.Sprintf("no job waits: callback %d begins", e.ID)
	case watch.AddTimer:
		text := fmt.Sprintf("timer %d is set: %s", e.ID, name)
		if e.Interval >= 0 {
			text += fmt.Sprintf(", every %v", e.Interval)
		}
		return text
	case watch.FireTimer:
		return fmt.Sprintf("timer %d is due", e.ID)
	case watch.RemoveTimer:
		return fmt.Sprintf("timer %d is cleared", e.ID)
	case watch.EndJob:
		return fmt.Sprintf("job %d has ended", e.ID)
	case watch.EndTask:
		return fmt.Sprintf("callback %d has ended", e.ID)
	}
	return fmt.Sprintf("%s %d", e.Kind, e.ID)
}

// Story is the way of one small script through the house.
type Story struct {
	Tree     *Tree     `json:"syntax"`
	Steps    []Step    `json:"steps"`
	Missed   int       `json:"missed,omitempty"` // steps beyond those that are kept
	Bytecode *Bytecode `json:"bytecode"`
	Machine  *Machine  `json:"machine"`
	Tiers    []string  `json:"tiers"` // what of it ran in the end, by tier
}

// NewStory tells what happened to a program in r, to whose stream log and refused have
// listened.
func NewStory(s *Selection, r *kiln.Runtime, log *StoryLog, refused *Refusals) *Story {
	st := &Story{
		Tree: NewTree(s), Steps: slices.Clone(log.steps), Missed: log.missed,
		Bytecode: NewBytecode(s, r), Machine: NewMachine(s, r, refused), Tiers: []string{},
	}
	for tier, n := range r.Stats().Tiers.Functions() {
		if n > 0 {
			st.Tiers = append(st.Tiers, fmt.Sprintf("%d in %s", n, tier))
		}
	}
	return st
}

const stepsTitle = "Steps"

// chapter is a part of a story: a heading, a few sentences, and a text.
type chapter struct {
	title, about string
	write        func(w io.Writer) error
}

func (s *Story) chapters() []chapter {
	return []chapter{
		{"Tokens", "The scanner cuts the text into tokens. Each line shows what it found; words before a token say of which kind it is.", s.Tree.WriteTokens},
		{"Tree", "The parser makes a tree of the tokens and finds for every name its place: a register of the frame (r0, r1 …), a slot of an\nenvironment (e0.1: slot 1 of the current one), or the realm (global).", s.Tree.WriteText},
		{stepsTitle, "The script runs. At first tier 0 walks the tree; what is called often or turns often is promoted. Each line shows the heap, how\nmany jobs, callbacks and timers wait, and what happens, indented by the frames on the stack.", s.writeSteps},
		{"Bytecode", "What tier 1 runs: instructions with registers. After a semicolon stands what they have met, from which tier 2 learns.", s.Bytecode.WriteText},
		{"Machine code", "What tier 2 made of the bytecode: machine code that rests on guards. Where one fails, the frame goes on in bytecode (leave).",
			func(w io.Writer) error { return s.Machine.WriteText(w, false, false) }},
	}
}

// WriteText writes the story, chapter by chapter.
func (s *Story) WriteText(w io.Writer) error {
	for i, c := range s.chapters() {
		if _, err := fmt.Fprintf(w, "%s%d. %s\n\n%s\n\n", [...]string{"", "\n"}[min(i, 1)], i+1, c.title, c.about); err != nil {
			return err
		}
		if err := c.write(w); err != nil {
			return err
		}
	}
	return nil
}

func (s *Story) writeSteps(w io.Writer) error {
	out := &printer{w: w}
	out.printf("  heap  jobs  callbacks  timers\n")
	for i := range s.Steps {
		x := &s.Steps[i]
		out.printf("%4d KB %4d %10d %7d   %s%s\n", x.Heap>>10, x.Jobs, x.Tasks, x.Timers, strings.Repeat("  ", min(x.Depth, 20)), x.What)
	}
	if s.Missed > 0 {
		out.printf("… and %d steps more\n", s.Missed)
	}
	out.printf("At the end functions run so: %s.\n", strings.Join(s.Tiers, ", "))
	return out.err
}

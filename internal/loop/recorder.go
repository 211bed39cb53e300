package loop

import (
	"io"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
	"github.com/kilnjs/kiln/pkg/watch"
)

// DefaultLimit is how many statements are recorded when nobody says how many.
const DefaultLimit = 100_000

const (
	maxCalls = 1000 // calls of a function that are shown in a turn of the event loop
	maxTurns = 1000 // turns of a loop that are shown, by activation of its function
	// eventsPerStep bounds all records by the limit of statements.
	eventsPerStep = 3
	// maxBytes is how large a recording may become.
	maxBytes = 200 << 20
)

// Options say how to record.
type Options struct {
	// Limit is how many statements are recorded; 0 means DefaultLimit.
	Limit int
}

// Recorder writes down what a runtime does. It belongs to the goroutine of its runtime.
type Recorder struct {
	rt      *object.Runtime
	options Options
	begun   time.Time
	log     records

	sources   map[*syntax.Source]int
	functions map[*syntax.FuncInfo]*function
	frames    []frame
	globals   globals
	objects   objects
	reactions map[heap.Value]int // by cell
	reacted   int                // how many reactions there were

	steps     int // statements that are recorded
	turnSteps int // in this turn of the event loop
	turnLimit int
	turn      int   // number of this turn
	seen      int64 // statements that were told, those included that are not recorded
	work      int64 // what looking at objects has cost, see may

	quiet  int   // frames above the innermost one that is shown
	mark   int64 // what the script had spent when hidden was right
	hidden int64 // what it has spent since the last record in what is not shown
	off    bool  // no more statements and frames in this turn
	full   bool  // nothing more is recorded
	missed int   // records that are not there because of that
}

// frame is a frame of a script function as it was last described.
type frame struct {
	fn    *function
	tier  watch.Tier
	view  *view
	last  []heap.Value // by variable of view
	turns map[uint32]int
	// awaits says that the function waits for a promise, so that what looks like its
	// return is a suspension.
	awaits bool
	// A loop that has turned too often: what of it is not shown, and how much that was.
	skipFrom, skipTo uint32
	skipped          int
}

// Watch makes a recorder of what the runtime that s will belong to does. The runtime is
// made after that, and given to Attach.
func Watch(s *watch.Stream, o Options) *Recorder {
	if o.Limit <= 0 {
		o.Limit = DefaultLimit
	}
	r := &Recorder{
		options: o, begun: time.Now(),
		sources: map[*syntax.Source]int{}, functions: map[*syntax.FuncInfo]*function{}, reactions: map[heap.Value]int{},
		turnLimit: (o.Limit + 1) / 2,
	}
	s.Listen(watch.Queue|watch.Frames|watch.Steps|watch.Promises|watch.Collection|watch.Tiers|watch.Idle, r.hear)
	return r
}

// Attach tells the recorder its runtime, which is ready to run the script.
func (r *Recorder) Attach(rt *object.Runtime) {
	r.rt = rt
	r.objects.init(rt)
	r.globals.init(rt)
	before := rt.Heap.OnDeath
	rt.Heap.OnDeath = func(alive func(heap.Value) bool) {
		before(alive)
		r.objects.forget(r, alive)
		for i := range r.frames {
			forget(r.frames[i].last, alive)
		}
		r.globals.forget(alive)
		for cell := range r.reactions {
			if !alive(cell) {
				delete(r.reactions, cell)
			}
		}
	}
}

// Output returns a writer that records what is printed, and passes it on to w.
func (r *Recorder) Output(w io.Writer, isError bool) io.Writer { return &output{r, w, isError} }

type output struct {
	r       *Recorder
	w       io.Writer
	isError bool
}

// maxPrinted is how many bytes of a line that is printed are kept.
const maxPrinted = 2000

// Write implements io.Writer.
func (o *output) Write(b []byte) (int, error) {
	if o.r.rt != nil && o.r.begin("print") {
		text := strings.TrimRight(string(b), "\n")
		if len(text) > maxPrinted {
			text = strings.ToValidUTF8(text[:maxPrinted], "") + "…"
		}
		o.r.log.text("text", text)
		if o.isError {
			o.r.log.flag("error")
		}
		o.r.position()
		o.r.end()
	}
	return o.w.Write(b)
}

// begin begins a record, unless there are enough.
func (r *Recorder) begin(kind string) bool {
	if r.full || r.log.n >= eventsPerStep*r.options.Limit || r.log.bytes > maxBytes {
		r.full = true
		r.missed++
		return false
	}
	if r.off && r.quiet == 0 {
		r.hide()
	}
	if r.hidden > 0 && r.quiet == 0 {
		r.log.begin("more")
		r.log.int("calls", r.hidden)
		r.end()
		r.hidden = 0
	}
	r.log.begin(kind)
	return true
}

// hide counts what the script has spent as not shown.
func (r *Recorder) hide() {
	now := r.rt.Spent()
	r.hidden += now - r.mark
	r.mark = now
}

func (r *Recorder) end() { r.log.end() }

func (r *Recorder) hear(e *watch.Event) {
	if r.rt == nil {
		return
	}
	switch e.Kind {
	case watch.Step:
		r.step(e)
	case watch.Push:
		r.push(e)
	case watch.Pop:
		r.pop(e)
	case watch.React:
		r.react(e)
	case watch.BeginJob, watch.BeginTask:
		r.newTurn()
		r.queue(e)
	case watch.EndJob, watch.EndTask:
		r.queue(e)
		r.off = false
	case watch.Collect, watch.Promote, watch.Replace, watch.Leave, watch.Discard, watch.Wait:
		r.machine(e)
	case watch.Settle:
		r.settle(e)
	case watch.Decline:
	default:
		r.queue(e)
	}
}

// newTurn begins a turn of the event loop: a job or a callback.
func (r *Recorder) newTurn() {
	r.turn++
	r.turnSteps = 0
	left := r.options.Limit - r.steps
	r.turnLimit = (left + 1) / 2
	r.off, r.mark = left <= 0, r.rt.Spent()
	r.rt.StepsWatched = !r.off && r.quiet == 0
}

func (r *Recorder) top() *frame {
	if len(r.frames) == 0 {
		return nil
	}
	return &r.frames[len(r.frames)-1]
}

// step records a statement, or a turn of a loop, of the innermost frame.
func (r *Recorder) step(e *watch.Event) {
	r.seen++
	f := r.top()
	info, _ := e.Function.(*syntax.FuncInfo)
	if r.quiet > 0 || r.off || f == nil || f.fn.info != info {
		return
	}
	turn := e.Reason == "turn"
	if f.skipTo > 0 {
		if e.Pos >= f.skipFrom && e.Pos < f.skipTo {
			if turn && e.Pos == f.skipFrom {
				f.skipped++
			}
			return
		}
		r.endSkip(f)
	}
	if turn && r.tooManyTurns(f, e.Pos) {
		return
	}
	p := f.fn.place(e.Pos, turn)
	if !r.begin("step") {
		r.rt.StepsWatched = false
		return
	}
	r.log.at(p.line, p.column, p.end)
	if turn {
		r.log.flag("turn")
	}
	r.variables(f, p)
	r.end()
	r.steps++
	if r.turnSteps++; r.turnSteps >= r.turnLimit {
		r.off, r.mark = true, r.rt.Spent()
		r.rt.StepsWatched = false
	}
}

// tooManyTurns counts a turn of the loop at pos and begins to skip it when there were enough.
func (r *Recorder) tooManyTurns(f *frame, pos uint32) bool {
	if f.turns == nil {
		f.turns = map[uint32]int{}
	}
	f.turns[pos]++
	if f.turns[pos] <= maxTurns {
		return false
	}
	f.skipFrom, f.skipTo, f.skipped = pos, f.fn.loops[pos], 1
	return f.skipTo > 0
}

// endSkip tells how many turns of a loop were not shown.
func (r *Recorder) endSkip(f *frame) {
	hidden := r.hidden
	r.hidden = 0
	if r.begin("more") {
		r.log.int("turns", int64(f.skipped))
		if hidden > 0 {
			r.log.int("calls", hidden)
		}
		line, _ := f.fn.info.Program.Source.Position(syntax.Pos(f.skipFrom))
		r.log.int("line", int64(line))
		r.end()
	}
	f.skipTo = 0
}

func (r *Recorder) push(e *watch.Event) {
	info, ok := e.Function.(*syntax.FuncInfo)
	if r.quiet > 0 || !ok {
		r.quiet++
		return
	}
	fn := r.function(info)
	if fn.turn != r.turn {
		fn.turn, fn.calls = r.turn, 0
	}
	fn.calls++
	caller := r.top()
	if r.off || r.full || fn.calls > maxCalls || caller != nil && caller.skipTo > 0 {
		r.quiet = 1
		if !r.off {
			r.mark = r.rt.Spent()
		}
		r.rt.StepsWatched = false
		return
	}
	if r.begin("push") {
		r.log.int("f", int64(fn.id))
		r.log.text("tier", e.To.String())
		r.log.text("how", e.Reason)
		if e.To != watch.Interp && e.Frame >= 0 {
			r.arguments(info, e.Frame)
		}
		if e.Reason == "resume" {
			r.positionIn(fn)
		} else if caller != nil {
			r.positionIn(caller.fn)
		}
		r.end()
	}
	r.frames = append(r.frames, frame{fn: fn, tier: e.To})
	if info.Kind == syntax.FuncScript {
		r.globals.add(info)
	}
}

// arguments writes the arguments of a call of f whose frame begins at fp: of code that
// tells of no statements they are all that is known of its variables.
func (r *Recorder) arguments(f *syntax.FuncInfo, fp int) {
	given := r.rt.Stack.Vals[fp+stack.Header:]
	n := min(int(r.rt.Stack.Vals[fp+stack.Argc].AsInt()), int(f.NumParams), maxVariables)
	if n <= 0 {
		return
	}
	r.log.open("set")
	for i := range n {
		name := "argument " + strconv.Itoa(i)
		if x, ok := f.Params[i].Target.(*syntax.Ident); ok {
			name = x.Name
		}
		r.log.rawKey(string(appendText(nil, name)))
		r.value(given[i])
	}
	r.log.close()
	r.objects.describe(r)
}

func (r *Recorder) pop(e *watch.Event) {
	if r.quiet > 0 {
		if r.quiet--; r.quiet == 0 {
			r.hide()
			r.rt.StepsWatched = !r.off && !r.full
		}
		return
	}
	f := r.top()
	if f == nil {
		return
	}
	if f.skipTo > 0 {
		r.endSkip(f)
	}
	if r.begin("pop") {
		how := e.Reason
		if f.awaits && how == "return" {
			how = "suspend"
		}
		r.log.int("f", int64(f.fn.id))
		r.log.text("how", how)
		if how != "return" {
			r.positionIn(f.fn)
		}
		r.end()
	}
	r.frames[len(r.frames)-1] = frame{}
	r.frames = r.frames[:len(r.frames)-1]
}

// queue records what happens to a job, a callback or a timer.
func (r *Recorder) queue(e *watch.Event) {
	if !r.begin(e.Kind.String()) {
		return
	}
	r.log.int("id", int64(e.ID))
	if e.Kind == watch.EndJob || e.Kind == watch.EndTask {
		r.log.int("took", e.Took.Microseconds())
		r.end()
		return
	}
	r.about(e)
	if e.Reaction != 0 {
		if n := r.reactions[heap.Value(e.Reaction)]; n > 0 {
			r.log.int("reaction", int64(n))
		}
	}
	r.cells(e)
	if e.Kind == watch.AddTimer || e.Kind == watch.FireTimer {
		r.log.int("due", e.Due.Microseconds())
		if e.Interval >= 0 {
			r.log.int("every", e.Interval.Microseconds())
		}
	}
	r.log.int("time", e.At.Microseconds())
	r.position()
	r.objects.describe(r)
	r.end()
}

// react records that something waits for a promise.
func (r *Recorder) react(e *watch.Event) {
	if f := r.top(); r.quiet == 0 && f != nil && e.Reason == "await" && e.Function == watch.Function(f.fn.info) {
		f.awaits = true
	}
	if !r.begin("react") {
		return
	}
	r.reacted++
	r.reactions[heap.Value(e.Reaction)] = r.reacted
	r.log.int("reaction", int64(r.reacted))
	r.about(e)
	r.cells(e)
	r.position()
	r.objects.describe(r)
	r.end()
}

// settle records the new state of a promise.
func (r *Recorder) settle(e *watch.Event) {
	if !r.begin("settle") {
		return
	}
	r.cells(e)
	r.log.text("how", e.Reason)
	_, v := object.StateOf(heap.Value(e.Promise).Object())
	r.log.key("value")
	r.value(v)
	r.position()
	r.objects.describe(r)
	r.end()
}

// machine records what the engine does beside.
func (r *Recorder) machine(e *watch.Event) {
	if f := r.top(); r.quiet > 0 || r.off || f != nil && f.skipTo > 0 || !r.begin(e.Kind.String()) {
		return
	}
	if info, ok := e.Function.(*syntax.FuncInfo); ok {
		r.log.int("f", int64(r.function(info).id))
		r.log.text("tier", e.To.String())
	}
	if e.Reason != "" {
		r.log.text("why", e.Reason)
	}
	if e.Kind == watch.Collect {
		r.log.int("bytes", e.Bytes)
	}
	if e.Took > 0 {
		r.log.int("took", e.Took.Microseconds())
	}
	if (e.Kind == watch.Replace || e.Kind == watch.Leave) && len(r.frames) > 0 {
		r.top().tier = e.To
	}
	r.end()
}

// about writes function and reason of an event.
func (r *Recorder) about(e *watch.Event) {
	if info, ok := e.Function.(*syntax.FuncInfo); ok {
		r.log.int("f", int64(r.function(info).id))
	}
	if e.Reason != "" {
		r.log.text("why", e.Reason)
	}
}

// cells writes the promises of an event.
func (r *Recorder) cells(e *watch.Event) {
	for _, c := range [...]struct {
		name string
		cell uint64
	}{{"promise", e.Promise}, {"result", e.Result}} {
		if v := heap.Value(c.cell); c.cell != 0 && v.IsObject() {
			r.log.int(c.name, int64(r.objects.touch(v)))
		}
	}
}

// position writes where the innermost frame is, if it is the one that was recorded last.
func (r *Recorder) position() {
	if f := r.top(); f != nil && r.quiet == 0 {
		r.positionIn(f.fn)
	}
}

func (r *Recorder) positionIn(fn *function) {
	r.rt.WalkFrames(func(callee heap.Value, pos int32, tier object.Tier) bool {
		if !callee.IsObject() || callee.Object().Class() != heap.ClassFunction {
			return true
		}
		code := r.rt.CodeOf(callee.Object())
		if code.Func == nil {
			return true
		}
		if code.Func == fn.info {
			p := fn.place(uint32(r.rt.FramePosition(code, pos, tier)), false)
			r.log.at(p.line, p.column, p.end)
		}
		return false
	})
}

// variables writes what has changed of the variables of the current frame, which is f, of
// global variables and of the objects that they lead to.
func (r *Recorder) variables(f *frame, p *place) {
	v := p.view
	fp := r.rt.Stack.FP
	vals := r.rt.Stack.Vals
	gone := f.enter(v)
	env := vals[fp+stack.Env]
	group := ""
	for i := range v.vars {
		x := &v.vars[i]
		now := heap.TDZ
		if x.from == 0 || p.pos > x.from || x.group == "outer" {
			now = x.read(r.rt.Heap, vals[fp:], env)
		}
		if now == f.last[i] {
			continue
		}
		f.last[i] = now
		if group != x.group {
			if group != "" {
				r.log.close()
			}
			r.log.open(x.group)
			group = x.group
		}
		r.log.rawKey(x.json)
		r.value(now)
	}
	if group != "" {
		r.log.close()
	}
	if len(gone) > 0 {
		r.log.list("gone", gone)
	}
	r.globals.write(r)
	r.work += int64(len(v.vars)) + int64(len(r.globals.list))
	if r.may() {
		r.objects.scan(r, f.last)
	}
	r.objects.describe(r)
}

// What looking at objects may cost: freeWork at any rate, and workPerUnit for each
// statement, call and turn that the script has run. A unit of work is about 2 ns; a
// statement of tier 0 takes about 80.
const (
	freeWork    = 20_000_000
	workPerUnit = 60
)

// may says whether there is time for looking at objects.
func (r *Recorder) may() bool { return r.work < freeWork+(r.seen+r.rt.Spent())*workPerUnit }

// Finish ends the recording; failed says how the script ended when not well.
func (r *Recorder) Finish(failed string) *Recording {
	r.full = false
	if r.hidden > 0 {
		r.log.begin("more")
		r.log.int("calls", r.hidden)
		r.end()
	}
	if r.missed > 0 {
		r.log.begin("more")
		r.log.int("events", int64(r.missed))
		r.log.text("why", "the limit of events")
		r.end()
	}
	r.log.begin("end")
	if failed != "" {
		r.log.text("text", failed)
		r.log.flag("error")
	}
	r.log.int("time", time.Since(r.begun).Microseconds())
	r.end()
	return &Recording{records: &r.log}
}

// records is a list of records as JSON objects, which grows while others read it.
type records struct {
	mu   sync.Mutex
	done [][]byte // records, each with a comma and a newline behind it, in pieces that never move
	n    int

	bytes int    // of all records
	buf   []byte // the record that is being written
	comma []bool // whether the open objects and lists have something already
}

package script

import (
	"fmt"
	"runtime"
	"time"

	"github.com/kilnjs/kiln/internal/tap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/watch"
)

// What the engine does beside running code, as functions at the root of stacks.
const (
	Program   = "(program)"           // the host: setting up, reading files, between turns of the event loop
	Parser    = "(parser)"            //
	Collector = "(garbage collector)" //
	Compiler  = "(compiler)"          // under it the function that was compiled
	Idle      = "(idle)"              // the event loop had nothing to do
	Off       = "(not running)"       // the system ran something else on the processor
)

// Bounds of the rate, in samples a second.
const (
	DefaultRate = 1000
	MaxRate     = 20000
)

// Options configure a Sampler.
type Options struct {
	Rate  int   // samples a second; 0 means DefaultRate
	Clock Clock // "" means Wall
	// Tick takes samples as where threads cannot be interrupted: a function without loops
	// and calls has no safepoint but its beginning, and its time goes to where its caller
	// has the next one.
	Tick bool
	// Async has stacks stand on what has caused them: the stack that set the timer, that
	// called then, or that settled what was awaited.
	Async bool
	Turns bool // note the turns of the event loop
}

// Sampler takes samples of one runtime. Its methods belong to the goroutine of the
// runtime. A nil Sampler does nothing.
type Sampler struct {
	rt      *object.Runtime
	book    book
	now     func() time.Duration
	begun   time.Duration // by now
	wall    time.Time     // of the beginning
	last    time.Duration // by now, since begun: up to there time is accounted for
	beyond  time.Duration // what was accounted for since last
	samples []Sample
	options Options
	period  time.Duration
	ends    []func()
	// The processor time of the thread, nil without, and what it was at last; how long the
	// event loop has waited since then.
	cpu     func() time.Duration
	lastCPU time.Duration
	idle    time.Duration
	sight   *tap.Sight
	causes  *causes // nil without Async
	turns   *turns  // nil without Turns
	cycles  uint64  // of the beginning
}

// Start begins to take samples of what rt runs, which must have a stream of events.
// The goroutine stays on its thread until Stop.
func Start(rt *object.Runtime, o Options) (*Sampler, error) {
	if o.Rate == 0 {
		o.Rate = DefaultRate
	}
	if o.Rate < 1 || o.Rate > MaxRate {
		return nil, fmt.Errorf("the rate must be from 1 to %d samples a second", MaxRate)
	}
	if o.Clock == "" {
		o.Clock = Wall
	}
	now, err := o.Clock.reader()
	if err != nil {
		return nil, err
	}
	s := &Sampler{rt: rt, options: o, now: now, book: newBook(rt)}
	runtime.LockOSThread()
	s.ends = append(s.ends, runtime.UnlockOSThread)
	if o.Clock == Wall {
		s.cpu, _ = threadTime()
		s.passed()
	}
	s.begun, s.wall, s.cycles = now(), time.Now(), tap.Cycles()
	if o.Async {
		s.causes = newCauses(&s.book)
	}
	if o.Turns {
		s.turns = &turns{list: []Turn{{What: "(script)"}}, open: true}
	}
	if o.Async || o.Turns {
		s.ends = append(s.ends, rt.Watch.Listen(watch.Queue|watch.Idle, s.hearQueue))
	}
	s.ends = append(s.ends, rt.Watch.Listen(watch.Collection|watch.Compilation|watch.Idle, s.hear))
	period := time.Second / time.Duration(o.Rate)
	s.period = period
	s.sight = &tap.Sight{Stack: rt.Stack}
	if rt.Tiers.Sight != nil {
		rt.Tiers.Sight(rt, s.sight)
	}
	if o.Tick || s.sight.Start(period) != nil {
		s.startTicks(period)
		return s, nil
	}
	rt.OnPoll(s.poll)
	rt.Heap.BeforeCollect = s.poll
	s.ends = append(s.ends, func() {
		s.sight.Stop()
		rt.OnPoll(nil)
		rt.Heap.BeforeCollect = nil
	})
	return s, nil
}

// looksEvery is about how often the runtime looks whether there was a tick: a look takes some
// 100 ns of it.
const looksEvery = 2 * time.Microsecond

// startTicks has another goroutine ask for samples.
func (s *Sampler) startTicks(period time.Duration) {
	s.rt.OnTick(int(period/looksEvery), s.take)
	stop, stopped := make(chan struct{}), make(chan struct{})
	go tick(s.rt, period, stop, stopped)
	s.ends = append(s.ends, func() {
		close(stop)
		<-stopped
		s.rt.OnTick(0, nil)
	})
}

// tick makes the runtime take samples until stop.
func tick(rt *object.Runtime, period time.Duration, stop, stopped chan struct{}) {
	defer close(stopped)
	t := time.NewTicker(period)
	defer t.Stop()
	for {
		select {
		case <-stop:
			return
		case <-t.C:
			rt.Tick()
		}
	}
}

// poll is called at safepoints and before each collection: what was noted since the last
// time shares the time.
func (s *Sampler) poll() {
	count := s.sight.Count()
	if count == 0 {
		return
	}
	now, wall, cycles := s.now()-s.begun, time.Since(s.wall), tap.Cycles()
	total := now - s.last - s.beyond
	if off := min(s.passed(), total); off > s.period {
		s.samples = append(s.samples, Sample{Node: s.book.engine(Off, nil), At: wall - (total - off), Weight: off})
		total -= off
	}
	each := total / time.Duration(count)
	s.sight.Take(func(n *tap.Note) {
		if node := s.book.note(n); each > 0 {
			s.samples = append(s.samples, Sample{Node: node, At: s.at(n.Cycles, cycles, wall), Weight: each})
		}
	})
	s.last, s.beyond = now, 0
}

// passed returns how long the thread did not run since the last call, but for waiting in
// the event loop.
func (s *Sampler) passed() time.Duration {
	if s.cpu == nil {
		return 0
	}
	cpu := s.cpu()
	off := s.now() - s.begun - s.last - s.idle - (cpu - s.lastCPU)
	s.lastCPU, s.idle = cpu, 0
	return off
}

// at turns a time in cycles into one since the beginning, knowing that now is both.
func (s *Sampler) at(c, now uint64, wall time.Duration) time.Duration {
	if now <= s.cycles || c <= s.cycles {
		return wall
	}
	return time.Duration(float64(c-s.cycles) / float64(now-s.cycles) * float64(wall))
}

// take is called when the runtime first looks after a tick: the time since the last sample
// was spent here, but for what is accounted for already.
func (s *Sampler) take() { s.charge(s.book.stack()) }

// Charge accounts the time since the last sample to something that the engine did.
func (s *Sampler) Charge(what string) {
	if s != nil {
		s.poll()
		s.charge(s.book.engine(what, nil))
	}
}

// charge accounts the time since the last sample to node.
func (s *Sampler) charge(node int) {
	now := s.now() - s.begun
	if weight := now - s.last - s.beyond; weight > 0 {
		s.samples = append(s.samples, Sample{Node: node, At: time.Since(s.wall), Weight: weight})
	}
	s.last, s.beyond = now, 0
	s.passed()
}

// hear accounts for what took time beside running code.
func (s *Sampler) hear(e *watch.Event) {
	var node int
	switch e.Kind {
	case watch.Collect:
		s.sight.DropSince(0) // all there was has been read before it
		s.book.forget()
		node = s.book.engine(Collector, nil)
	case watch.Compile:
		s.forget(e.Took)
		node = s.book.engine(Compiler, e.Function)
	default:
		if s.options.Clock == CPU {
			return
		}
		s.idle += e.Took
		node = s.book.engine(Idle, nil)
	}
	took := min(e.Took, s.now()-s.begun-s.last-s.beyond)
	if took > 0 {
		s.beyond += took
		s.samples = append(s.samples, Sample{Node: node, At: time.Since(s.wall), Weight: took})
	}
}

// hearQueue follows what the event loop does. What was noted before stands on what ran
// before.
func (s *Sampler) hearQueue(e *watch.Event) {
	if s.causes != nil {
		if watch.Of(watch.BeginJob, watch.EndJob, watch.BeginTask, watch.EndTask).Has(e.Kind) {
			s.poll()
		}
		s.causes.hear(e)
	}
	if s.turns != nil {
		s.turns.hear(e, time.Since(s.wall))
	}
}

// forget drops what was noted in the last while, which has samples of its own.
func (s *Sampler) forget(took time.Duration) {
	cycles, wall := tap.Cycles(), time.Since(s.wall)
	if took < wall && cycles > s.cycles {
		s.sight.DropSince(cycles - uint64(float64(took)/float64(wall)*float64(cycles-s.cycles)))
	}
}

// Stop ends the profile and returns it. What time is left belongs to Program.
func (s *Sampler) Stop() *Profile {
	s.Charge(Program)
	for i := len(s.ends) - 1; i >= 0; i-- {
		s.ends[i]()
	}
	p := s.book.profile
	p.Samples, p.Start, p.Clock = s.samples, s.wall, s.options.Clock
	if s.turns != nil {
		s.turns.end(time.Since(s.wall))
		p.Turns = s.turns.list
	}
	p.Period = time.Second / time.Duration(s.options.Rate)
	for _, sample := range s.samples {
		p.Took += sample.Weight
	}
	return &p
}

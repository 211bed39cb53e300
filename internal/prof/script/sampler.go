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
	ends    []func()
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
	var write func(*int64)
	if thread, err := tap.Here(); err == nil {
		write = thread.Tap
		s.ends = append(s.ends, thread.Settle)
	}
	s.begun, s.wall = now(), time.Now()
	s.ends = append(s.ends, rt.Watch.Listen(watch.Collection|watch.Compilation|watch.Idle, s.hear))
	rt.OnTick(s.take)
	stop, stopped := make(chan struct{}), make(chan struct{})
	go tick(rt, write, time.Second/time.Duration(o.Rate), stop, stopped)
	s.ends = append(s.ends, func() {
		close(stop)
		<-stopped
		rt.OnTick(nil)
	})
	return s, nil
}

// tick makes the runtime take samples until stop.
func tick(rt *object.Runtime, write func(*int64), period time.Duration, stop, stopped chan struct{}) {
	defer close(stopped)
	t := time.NewTicker(period)
	defer t.Stop()
	for {
		select {
		case <-stop:
			return
		case <-t.C:
			rt.Tick(write)
		}
	}
}

// take is called at the first safepoint after a tick: the time since the last sample
// was spent here, but for what is accounted for already.
func (s *Sampler) take() { s.charge(s.book.stack()) }

// Charge accounts the time since the last sample to something that the engine did.
func (s *Sampler) Charge(what string) {
	if s != nil {
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
}

// hear accounts for what took time beside running code.
func (s *Sampler) hear(e *watch.Event) {
	var node int
	switch e.Kind {
	case watch.Collect:
		node = s.book.engine(Collector, nil)
	case watch.Compile:
		node = s.book.engine(Compiler, e.Function)
	default:
		if s.options.Clock == CPU {
			return
		}
		node = s.book.engine(Idle, nil)
	}
	took := min(e.Took, s.now()-s.begun-s.last-s.beyond)
	if took > 0 {
		s.beyond += took
		s.samples = append(s.samples, Sample{Node: node, At: time.Since(s.wall), Weight: took})
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
	p.Period = time.Second / time.Duration(s.options.Rate)
	for _, sample := range s.samples {
		p.Took += sample.Weight
	}
	return &p
}

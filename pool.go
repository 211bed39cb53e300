package kiln

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"

	"github.com/kilnjs/kiln/pkg/object"
)

// PoolOptions say what runtimes a Pool has.
type PoolOptions struct {
	// Options are those of each runtime. They cannot have a Watch stream, which would be that of
	// one runtime.
	Options Options
	// Image is what runtimes are made of; nil means New.
	Image *Image
	// Setup prepares each runtime: it sets globals, loads libraries, and may call functions
	// until they are hot: what code has learned stays. Who gets a runtime finds it
	// as Setup left it. nil prepares nothing. It may be called on any goroutine, for several
	// runtimes at the same time.
	Setup func(rt *Runtime) error
	// MaxLive is how many runtimes there are at most, those in use included; who wants another
	// waits. 0 means twice the number of processors that Go uses.
	MaxLive int
	// MaxIdle is how many runtimes wait for use at most; 0 means MaxLive.
	MaxIdle int
	// MaxRetained is how much memory, in bytes, a runtime that nobody uses may hold on to beyond what
	// it had when Setup was done; one with more is replaced. 0 means 32 MB.
	MaxRetained int64
	// MaxUses is how often a runtime is used before another takes its place; 0 means no bound.
	MaxUses int
}

// Defaults of PoolOptions.
const (
	defaultRetained = 32 << 20
	livePerProc     = 2
)

// Pool is a set of equal runtimes for programs that run scripts which must not see each other, such
// as one for each request. A runtime that is put back returns to the state that Setup left, in
// some microseconds (Runtime.Restore), so the next user finds nothing of the last one. A Pool may
// be used by any number of goroutines.
type Pool struct {
	options PoolOptions
	slots   chan struct{} // one for each runtime in use
	ended   chan struct{} // closed by Close

	mu     sync.Mutex
	idle   []*pooled
	out    map[*Runtime]*pooled
	closed bool
	stats  PoolStats
}

// pooled is a runtime of a pool.
type pooled struct {
	rt   *Runtime
	cp   *Checkpoint
	base int64 // memory that it held when it was prepared
	uses int
}

// PoolStats are counters of a Pool.
type PoolStats struct {
	InUse, Idle int           // runtimes now
	Made        int64         // runtimes made so far
	Gets        int64         // runtimes given out so far
	Waits       int64         // Gets that had to wait for another user
	Waited      time.Duration // in all
	// Runtimes that were not used again: dead after a panic or closed, with too much memory, used
	// as often as MaxUses allows, or put back while they were running.
	Dead, TooLarge, Worn, Busy int64
}

// Errors of a Pool.
var (
	// ErrPoolClosed is the error of Get after Close.
	ErrPoolClosed = errors.New("kiln: the pool is closed")
	// ErrNotOut is the error of Put for a runtime that is not in use: it is none of the pool,
	// or was put back before.
	ErrNotOut = errors.New("kiln: the runtime put back was not got from the pool, or was put back before")
)

// NewPool makes a pool with one idle runtime, so that what is wrong with the options or with Setup
// is found at once.
func NewPool(o PoolOptions) (*Pool, error) {
	if o.Options.Watch != nil {
		return nil, errors.New("kiln: runtimes of a pool cannot share a stream of events (Options.Watch)")
	}
	if o.MaxLive <= 0 {
		o.MaxLive = livePerProc * runtime.GOMAXPROCS(0)
	}
	if o.MaxIdle <= 0 || o.MaxIdle > o.MaxLive {
		o.MaxIdle = o.MaxLive
	}
	if o.MaxRetained <= 0 {
		o.MaxRetained = defaultRetained
	}
	p := &Pool{options: o, slots: make(chan struct{}, o.MaxLive), ended: make(chan struct{}), out: map[*Runtime]*pooled{}}
	first, err := p.make()
	if err != nil {
		return nil, err
	}
	first.rt.park()
	p.idle = append(p.idle, first)
	return p, nil
}

// make prepares another runtime.
func (p *Pool) make() (*pooled, error) {
	begin := New
	if p.options.Image != nil {
		begin = p.options.Image.New
	}
	rt, err := begin(p.options.Options)
	if err != nil {
		return nil, err
	}
	if p.options.Setup != nil {
		if err := p.options.Setup(rt); err != nil {
			return nil, fmt.Errorf("kiln: setup of a runtime of a pool: %w", err)
		}
	}
	cp, err := rt.Checkpoint()
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	p.stats.Made++
	p.mu.Unlock()
	p.allow(rt)
	return &pooled{rt: rt, cp: cp, base: retained(rt)}, nil
}

// allow gives a runtime the limits of the options, of which nothing has been used up yet.
func (p *Pool) allow(rt *Runtime) {
	rt.SetDeadline(time.Time{})
	rt.SetFuel(-1)
	rt.ClearInterrupt()
	rt.time.used = 0
	rt.obj.Usage = object.Usage{}
	_ = rt.setLimits(p.options.Options.Limits) // New has found them good
}

// retained is how much memory a runtime holds.
func retained(rt *Runtime) int64 {
	s := rt.obj.Heap.Stats()
	return s.Reserved + s.GoBytes
}

// Get returns a runtime that nobody else uses until Put gives it back. When MaxLive are in use it
// waits for one, until ctx ends. The error is that of ctx, ErrPoolClosed, or that of New or Setup
// where another runtime had to be made.
func (p *Pool) Get(ctx context.Context) (*Runtime, error) {
	if err := p.wait(ctx); err != nil {
		return nil, err
	}
	given := false
	defer func() { // also when Setup panics
		if !given {
			<-p.slots
		}
	}()
	one, err := p.take()
	if err == nil && one == nil {
		one, err = p.make()
	}
	if err != nil {
		return nil, err
	}
	given = true
	one.uses++
	p.mu.Lock()
	p.out[one.rt] = one
	p.stats.Gets++
	p.mu.Unlock()
	return one.rt, nil
}

// take takes an idle runtime that can be used; nil if there is none.
func (p *Pool) take() (*pooled, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return nil, ErrPoolClosed
	}
	for n := len(p.idle); n > 0; n = len(p.idle) {
		one := p.idle[n-1]
		p.idle[n-1] = nil
		p.idle = p.idle[:n-1]
		if one.rt.unpark() {
			return one, nil
		}
		p.stats.Dead++
	}
	return nil, nil
}

// wait takes a slot.
func (p *Pool) wait(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case p.slots <- struct{}{}:
		return nil
	default:
	}
	begun := time.Now()
	defer func() {
		p.mu.Lock()
		p.stats.Waits++
		p.stats.Waited += time.Since(begun)
		p.mu.Unlock()
	}()
	select {
	case p.slots <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-p.ended:
		return ErrPoolClosed
	}
}

// Put gives back a runtime that Get has returned. It goes back to the state that Setup left:
// Values that came from it since are over, an interrupt is lifted, nothing is used up of the limits of
// the options and no other holds, what was posted is dropped, and it does not wait for goroutines
// that hold its loop. A runtime that cannot be used
// again is dropped. The runtime must not be used after Put, by any goroutine: as long as it waits for
// its next user it runs nothing, what is posted is dropped and an interrupt has no effect. One that
// is running something is not given to anybody else, which is an error.
func (p *Pool) Put(rt *Runtime) error {
	p.mu.Lock()
	one := p.out[rt]
	if one == nil {
		p.mu.Unlock()
		return ErrNotOut
	}
	delete(p.out, rt)
	p.mu.Unlock()
	defer func() { <-p.slots }()
	counter, err := p.renew(one)
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case counter != nil:
		*counter++
	case !p.closed && len(p.idle) < p.options.MaxIdle:
		one.rt.park()
		p.idle = append(p.idle, one)
	}
	return err
}

// renew makes a runtime what it was. If it cannot be used again, unusable is the counter of the
// reason.
func (p *Pool) renew(one *pooled) (unusable *int64, err error) {
	rt := one.rt
	switch {
	case rt.obj.Dead() != nil || rt.life.closed.Load():
		return &p.stats.Dead, nil
	case p.options.MaxUses > 0 && one.uses >= p.options.MaxUses:
		return &p.stats.Worn, nil
	}
	hot := rt.tiers.MachineStarted()
	if err := rt.Restore(one.cp); err != nil {
		return &p.stats.Busy, err
	}
	if hot && !rt.tiers.MachineStarted() {
		// What users bring with them gets hot as well, and Restore keeps nothing of that: what
		// the machine code of all functions needs becomes part of the state. It is 10 µs of each
		// use whose own script has a hot loop.
		rt.tiers.StartMachine()
		cp, err := rt.Checkpoint()
		if err != nil {
			return &p.stats.Busy, err
		}
		one.cp.Drop()
		one.cp = cp
	}
	p.allow(rt)
	if retained(rt) > one.base+p.options.MaxRetained {
		return &p.stats.TooLarge, nil
	}
	return nil, nil
}

// Do calls f with a runtime of the pool, and puts it back. The error is that of Get or of f.
func (p *Pool) Do(ctx context.Context, f func(rt *Runtime) error) error {
	rt, err := p.Get(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = p.Put(rt) }()
	return f(rt)
}

// Close drops the idle runtimes, and those in use when they are put back. Get fails from then on.
func (p *Pool) Close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.closed {
		p.closed = true
		close(p.ended)
		p.idle = nil
	}
}

// Stats returns the counters.
func (p *Pool) Stats() PoolStats {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := p.stats
	s.InUse, s.Idle = len(p.out), len(p.idle)
	return s
}

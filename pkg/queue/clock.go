package queue

import (
	"context"
	"sync"
	"time"
)

// Clock tells the time of the timers, as a duration since some beginning.
type Clock interface {
	// Now returns the time.
	Now() time.Duration
	// Wait returns when it is due, when something arrives on wake, or with the
	// error of ctx when that ends. busy says that other goroutines are at work.
	Wait(ctx context.Context, due time.Duration, wake <-chan struct{}, busy bool) error
}

// WallClock is a Clock that knows the date as well.
type WallClock interface {
	Clock
	// Time returns the wall time.
	Time() time.Time
}

type realClock struct{ start time.Time }

// NewRealClock returns a clock that runs as time does.
func NewRealClock() Clock { return &realClock{time.Now()} }

// Now implements Clock.
func (c *realClock) Now() time.Duration { return time.Since(c.start) }

// Time implements WallClock.
func (c *realClock) Time() time.Time { return time.Now() }

// Wait implements Clock.
func (c *realClock) Wait(ctx context.Context, due time.Duration, wake <-chan struct{}, _ bool) error {
	d := due - c.Now()
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-wake:
	case <-ctx.Done():
		return ctx.Err()
	}
	return nil
}

// VirtualClock is a clock that stands still until it is moved: by Advance, and, unless it
// is moved by hand alone, by a loop that has nothing else to do, which takes it to the next
// timer. Timers fire in their order without delay then. Several runtimes may share one, and
// all its methods may be called from any goroutine.
type VirtualClock struct {
	// Start is the wall time when Now is 0; zero means the beginning of 1970. It is set
	// before the clock is used.
	Start time.Time
	// ByHand makes loops wait for Advance instead of moving the clock themselves. It is set
	// before the clock is used.
	ByHand bool

	mu    sync.Mutex
	now   time.Duration
	moved chan struct{} // closed when the clock moves; nil when nobody waits for that
}

// Now implements Clock.
func (c *VirtualClock) Now() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Time implements WallClock.
func (c *VirtualClock) Time() time.Time {
	start := c.Start
	if start.IsZero() {
		start = time.UnixMilli(0)
	}
	return start.Add(c.Now())
}

// Advance moves the clock forward by d, at once. A negative d moves nothing.
func (c *VirtualClock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if d > 0 {
		c.move(c.now + d)
	}
}

// AdvanceTo moves the clock forward until Now is t. It does not move back.
func (c *VirtualClock) AdvanceTo(t time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.move(t)
}

func (c *VirtualClock) move(t time.Duration) {
	if t <= c.now {
		return
	}
	c.now = t
	if c.moved != nil {
		close(c.moved)
		c.moved = nil
	}
}

// Wait implements Clock: it jumps to due, but while other goroutines are at work it gives
// them a moment to post first. By hand it waits until the clock has been moved there.
func (c *VirtualClock) Wait(ctx context.Context, due time.Duration, wake <-chan struct{}, busy bool) error {
	if c.ByHand {
		return c.waitFor(ctx, due, wake)
	}
	if busy {
		t := time.NewTimer(time.Millisecond)
		defer t.Stop()
		select {
		case <-wake:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		case <-t.C:
		}
	}
	c.AdvanceTo(due)
	return ctx.Err()
}

func (c *VirtualClock) waitFor(ctx context.Context, due time.Duration, wake <-chan struct{}) error {
	for {
		c.mu.Lock()
		if c.now >= due {
			c.mu.Unlock()
			return ctx.Err()
		}
		if c.moved == nil {
			c.moved = make(chan struct{})
		}
		moved := c.moved
		c.mu.Unlock()
		select {
		case <-moved:
		case <-wake:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

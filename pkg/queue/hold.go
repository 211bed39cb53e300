package queue

import "sync"

// holds counts the work that Hold was called for. It points to nothing else: a goroutine that
// holds a queue, and waits for the end of its runtime, must not keep that alive.
type holds struct {
	mu   sync.Mutex
	n    int
	age  uint32        // how often forget was called
	wake chan struct{} // capacity 1: something was posted or released
}

func newHolds() *holds { return &holds{wake: make(chan struct{}, 1)} }

func (h *holds) hold() (release func()) {
	h.mu.Lock()
	h.n++
	age := h.age
	h.mu.Unlock()
	return sync.OnceFunc(func() {
		h.mu.Lock()
		if h.age == age {
			h.n--
		}
		h.mu.Unlock()
		h.signal()
	})
}

func (h *holds) any() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.n > 0
}

// forget takes what is held for done.
func (h *holds) forget() {
	h.mu.Lock()
	h.n = 0
	h.age++
	h.mu.Unlock()
}

// signal ends the wait of a loop.
func (h *holds) signal() {
	select {
	case h.wake <- struct{}{}:
	default:
	}
}

package watch

import (
	"errors"
	"slices"
	"time"
)

// Stream carries the events of one runtime to its listeners. A nil Stream has none.
type Stream struct {
	owned     bool
	wants     Kinds
	listeners []*listener
	begun     time.Time
}

type listener struct {
	kinds Kinds
	hear  func(*Event)
}

// New makes a stream without listeners.
func New() *Stream { return &Stream{begun: time.Now()} }

// Own gives the stream to a runtime. A second one is an error: it might run on another
// goroutine.
func (s *Stream) Own() error {
	if s.owned {
		return errors.New("a stream of events belongs to one runtime, and this one has its own")
	}
	s.owned = true
	return nil
}

// Listen calls hear for each event of the given kinds, on the goroutine of the runtime
// and in the middle of what happens there: hear may look at frames and cells, but must run
// nothing, nor keep the Event, which is used again. The returned function ends that.
func (s *Stream) Listen(kinds Kinds, hear func(*Event)) (stop func()) {
	l := &listener{kinds, hear}
	s.set(append(slices.Clip(s.listeners), l))
	return func() {
		s.set(slices.DeleteFunc(slices.Clone(s.listeners), func(k *listener) bool { return k == l }))
	}
}

// set changes the listeners; one that is being told goes on with those there were.
func (s *Stream) set(listeners []*listener) {
	s.listeners, s.wants = listeners, 0
	for _, l := range listeners {
		s.wants |= l.kinds
	}
}

// Wants reports whether somebody listens to events of kind k.
func (s *Stream) Wants(k Kind) bool { return s != nil && s.wants.Has(k) }

// WantsAny reports whether somebody listens to one of the kinds.
func (s *Stream) WantsAny(kinds Kinds) bool { return s != nil && s.wants&kinds != 0 }

// Emit fills At, but of steps, which are too many, and tells the listeners.
func (s *Stream) Emit(e *Event) {
	if e.Kind != Step {
		e.At = time.Since(s.begun)
	}
	for _, l := range s.listeners {
		if l.kinds.Has(e.Kind) {
			l.hear(e)
		}
	}
}

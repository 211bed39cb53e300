package web

import (
	"errors"
	"maps"
	"slices"

	"github.com/kilnjs/kiln/pkg/object"
)

// ImageOf implements object.Imageable. Clocks of console.time begin anew in each runtime, whose
// clock is another.
func (s *consoleState) ImageOf(*object.Imaging) (object.Mould, error) {
	groups, counts, clocks := s.groups, maps.Clone(s.counts.of), maps.Clone(s.clocks.of)
	return func(s *object.Stamping) any {
		n := state(s.Runtime())
		n.groups = groups
		for name, v := range counts {
			n.counts.set(name, v)
		}
		for name := range clocks {
			n.clocks.set(name, s.Runtime().Elapsed())
		}
		return n
	}, nil
}

// ImageOf implements object.Imageable.
func (s *contextSignals) ImageOf(*object.Imaging) (object.Mould, error) {
	if len(s.live) > 0 {
		return nil, errors.New("an AbortSignal waits for a context")
	}
	return nil, nil
}

// ImageOf implements object.Imageable.
func (t *eventTarget) ImageOf(*object.Imaging) (object.Mould, error) {
	saved := t.clone()
	return func(*object.Stamping) any {
		n := saved.clone()
		return &n
	}, nil
}

// clone copies a target with its listeners, none of which is being called.
func (t *eventTarget) clone() eventTarget {
	n := eventTarget{free: slices.Clone(t.free), places: t.places}
	for _, l := range t.listeners {
		c := *l
		n.listeners = append(n.listeners, &c)
	}
	return n
}

// ImageOf implements object.Imageable. The algorithms of a signal are closures of Go.
func (s *abortSignal) ImageOf(*object.Imaging) (object.Mould, error) {
	if len(s.algorithms) > 0 {
		return nil, errors.New("a listener or Go code waits for an AbortSignal")
	}
	saved, aborted, dependent := s.clone(), s.aborted, s.dependent
	return func(*object.Stamping) any {
		return &abortSignal{eventTarget: saved.clone(), aborted: aborted, dependent: dependent}
	}, nil
}

// ImageOf implements object.Imageable.
func (controller) ImageOf(*object.Imaging) (object.Mould, error) {
	return func(*object.Stamping) any { return controller{} }, nil
}

// ImageOf implements object.Imageable.
func (e *event) ImageOf(*object.Imaging) (object.Mould, error) {
	saved := *e
	return func(*object.Stamping) any {
		n := saved
		return &n
	}, nil
}

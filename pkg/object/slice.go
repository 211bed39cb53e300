package object

import (
	"reflect"

	"github.com/kilnjs/kiln/pkg/heap"
)

// Slice is a list in Go memory whose length a script controls. What it takes counts
// toward the limit of the heap as long as the rooting scope is open in which NewSlice
// was called. Values in it are rooted by whoever appends them.
type Slice[T any] struct {
	Items  []T
	rt     *Runtime
	size   int64 // bytes of an item
	memory heap.Scratch
}

// NewSlice returns an empty list.
func NewSlice[T any](rt *Runtime) Slice[T] {
	return Slice[T]{rt: rt, size: int64(reflect.TypeFor[T]().Size()), memory: rt.Heap.Scratch()}
}

// Append adds items. The error is a *Termination: there is no room for them.
func (s *Slice[T]) Append(items ...T) error {
	if n := len(s.Items) + len(items); n > cap(s.Items) {
		if err := s.Grow(max(n, len(s.Items)+len(s.Items)/2, 16)); err != nil {
			return err
		}
	}
	s.Items = append(s.Items, items...)
	return nil
}

// smallSlice is the size in bytes up to which a list is not worth asking the heap.
const smallSlice = 4 << 10

// Grow makes room for n items in all. The error is a *Termination.
func (s *Slice[T]) Grow(n int) error {
	if n <= cap(s.Items) {
		return nil
	}
	if bytes := int64(n) * s.size; bytes > smallSlice {
		if err := s.rt.CheckAlloc(int(bytes)); err != nil {
			return err
		}
	}
	items := make([]T, len(s.Items), n)
	copy(items, s.Items)
	s.Items = items
	s.memory.Set(int64(n) * s.size)
	return nil
}

// MakeList returns an empty list of Values with room for n; see Slice.
func (rt *Runtime) MakeList(n int64) ([]heap.Value, error) {
	s := NewSlice[heap.Value](rt)
	if n > heap.MaxStringLength {
		return nil, rt.exhausted()
	}
	err := s.Grow(int(n))
	return s.Items, err
}

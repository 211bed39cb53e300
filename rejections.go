package kiln

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// rejections are the promises that were rejected without handler, in order. Some of
// them may have got one since: these leave the list when they are half of it.
type rejections struct {
	list    []heap.Value
	handled int // at most this many of the list have a handler
	memory  heap.Account
}

func (r *rejections) add(promise *heap.Object) {
	if len(r.list) == cap(r.list) {
		r.list = slices.Grow(r.list, 1)
		r.account()
	}
	r.list = append(r.list, promise.Value())
}

// drop hears that a promise of the list gets a handler.
func (r *rejections) drop() {
	r.handled++
	if r.handled <= len(r.list)/2 {
		return
	}
	r.list = slices.DeleteFunc(r.list, func(v heap.Value) bool { return object.IsHandled(v.Object()) })
	if r.handled = 0; len(r.list) < cap(r.list)/4 {
		r.list = slices.Clone(r.list)
	}
	r.account()
}

// next takes out the first promise that still has no handler; nil: there is none.
func (r *rejections) next() *heap.Object {
	for i, v := range r.list {
		if p := v.Object(); !object.IsHandled(p) {
			r.list = r.list[i+1:]
			return p
		}
	}
	r.list, r.handled = nil, 0
	r.account()
	return nil
}

// account counts the list twice, since it is when it grows.
func (r *rejections) account() { r.memory.Set(16 * int64(cap(r.list))) }

package web

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// signalReason tells whether v is a signal, whether it has aborted, and with what. It is
// object.Signals.Reason.
func signalReason(rt *object.Runtime, v heap.Value) (reason heap.Value, aborted, ok bool) {
	s, ok := object.HostValue[*abortSignal](rt, v)
	if !ok || !s.aborted {
		return heap.Undefined, false, ok
	}
	return object.HostSlot(v.Object(), reasonSlot), true, true
}

// followSignal calls f with data when the signal o aborts. It is object.Signals.Follow.
func followSignal(rt *object.Runtime, o *heap.Object, data heap.Value, f func(rt *object.Runtime, data heap.Value) error) error {
	return addAlgorithm(rt, o, data, f)
}

// unfollowSignal takes the algorithm with data out of those of the signal o. It is
// object.Signals.Unfollow.
func unfollowSignal(rt *object.Runtime, o *heap.Object, data heap.Value) {
	s := signalOf(rt, o)
	values := elements(object.HostSlot(o, algorithmSlot))
	rt.Work(len(values))
	i := slices.Index(values[:min(len(values), len(s.algorithms))], data)
	if i < 0 {
		return
	}
	s.algorithms = slices.Delete(s.algorithms, i, i+1)
	for ; i < len(s.algorithms); i++ {
		rt.Work(1)
		_ = storeAt(rt, o, algorithmSlot, i, values[i+1]) // within the array: nothing to fail
	}
	_ = storeAt(rt, o, algorithmSlot, i, heap.Undefined)
}

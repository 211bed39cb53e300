package builtin

import (
	"math"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// Short ways of small functions that look at one value.

// leafOfNumber is the short way of a question about a number.
func leafOfNumber(ask func(f float64) bool) object.LeafFunc {
	return func(_ *object.Runtime, _ heap.Value, args []heap.Value) (heap.Value, bool) {
		if len(args) == 0 || !args[0].IsNumber() {
			return heap.Undefined, false
		}
		return heap.Bool(ask(args[0].Float64())), true
	}
}

func isFinite(f float64) bool { return f-f == 0 }

// leafBoolean is Boolean called as a function.
func leafBoolean(_ *object.Runtime, _ heap.Value, args []heap.Value) (heap.Value, bool) {
	return heap.Bool(len(args) > 0 && object.ToBoolean(args[0])), true
}

// leafObject is Object called as a function with an object.
func leafObject(_ *object.Runtime, _ heap.Value, args []heap.Value) (heap.Value, bool) {
	if len(args) == 0 || !args[0].IsObject() {
		return heap.Undefined, false
	}
	return args[0], true
}

// leafGetPrototypeOf is Object.getPrototypeOf of an ordinary object.
func leafGetPrototypeOf(rt *object.Runtime, _ heap.Value, args []heap.Value) (heap.Value, bool) {
	if len(args) == 0 || !args[0].IsObject() || args[0].Object().Has(heap.FlagExotic) {
		return heap.Undefined, false
	}
	return rt.Heap.Keep(args[0].Object().Proto(rt.Heap)), true
}

// leafIsFrozen is Object.isFrozen of what may get properties, or is no object.
func leafIsFrozen(_ *object.Runtime, _ heap.Value, args []heap.Value) (heap.Value, bool) {
	switch {
	case len(args) == 0 || !args[0].IsObject():
		return heap.True, true
	case args[0].Object().Has(heap.FlagExotic | heap.FlagNotExtensible):
		return heap.Undefined, false
	}
	return heap.False, true
}

// leafTime is the time value of this.
func leafTime(_ *object.Runtime, this heap.Value, _ []heap.Value) (heap.Value, bool) {
	if !this.IsObject() || this.Object().Class() != heap.ClassDate {
		return heap.Undefined, false
	}
	return this.Object().Internal(0), true
}

// leafTimePart is one part of the date of this.
func leafTimePart(part int, local bool) object.LeafFunc {
	return func(rt *object.Runtime, this heap.Value, _ []heap.Value) (heap.Value, bool) {
		v, ok := leafTime(rt, this, nil)
		t := math.NaN()
		if ok {
			t = v.Float64()
		}
		if math.IsNaN(t) {
			return v, ok
		}
		if local {
			t = localTime(rt, t)
		}
		return heap.Int(int32(splitTime(t)[part])), true
	}
}

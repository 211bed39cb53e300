package builtin

import (
	"math"
	"math/bits"
	"math/rand/v2"

	"github.com/kilnjs/kiln/internal/fdlibm"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// The short ways (object.LeafFunc) of the functions of Math: for arguments that
// are numbers already.

// leaf1 is the short way of math1(f).
func leaf1(f func(float64) float64) object.LeafFunc {
	return func(_ *object.Runtime, _ heap.Value, args []heap.Value) (heap.Value, bool) {
		if len(args) == 0 || !args[0].IsNumber() {
			return heap.Undefined, false
		}
		return heap.Number(f(args[0].Float64())), true
	}
}

// leafRounding is the short way of mathRounding(f).
func leafRounding(f func(float64) float64) object.LeafFunc {
	return func(_ *object.Runtime, _ heap.Value, args []heap.Value) (heap.Value, bool) {
		if len(args) == 0 || !args[0].IsNumber() {
			return heap.Undefined, false
		}
		if args[0].IsInt() {
			return args[0], true
		}
		return heap.Number(f(args[0].Float64())), true
	}
}

func leafAbs(_ *object.Runtime, _ heap.Value, args []heap.Value) (heap.Value, bool) {
	if len(args) == 0 || !args[0].IsNumber() {
		return heap.Undefined, false
	}
	if v := args[0]; v.IsInt() && v.AsInt() >= 0 {
		return v, true
	}
	return heap.Number(math.Abs(args[0].Float64())), true
}

// leaf2 is the short way of a function of two numbers.
func leaf2(f func(x, y float64) float64) object.LeafFunc {
	return func(_ *object.Runtime, _ heap.Value, args []heap.Value) (heap.Value, bool) {
		if len(args) < 2 || !args[0].IsNumber() || !args[1].IsNumber() {
			return heap.Undefined, false
		}
		return heap.Number(f(args[0].Float64(), args[1].Float64())), true
	}
}

// leafHypot is the short way of Math.hypot for two arguments.
func leafHypot(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
	if len(args) != 2 {
		return heap.Undefined, false
	}
	return hypotOfTwo(rt, this, args)
}

var hypotOfTwo = leaf2(func(x, y float64) float64 { return fdlibm.Hypot(x, y) })

// maxLeafExtreme is how many numbers a leaf compares: no step of the budget.
const maxLeafExtreme = 8

// leafExtreme is the short way of Math.max and Math.min for two arguments: wins
// tells whether the first of two integers is the result.
func leafExtreme(pick func(x, y float64) float64, wins func(a, b int32) bool) object.LeafFunc {
	return func(rt *object.Runtime, _ heap.Value, args []heap.Value) (heap.Value, bool) {
		if len(args) < 2 || len(args) > maxLeafExtreme || !args[0].IsNumber() {
			return heap.Undefined, false
		}
		a := args[0]
		for _, b := range args[1:] {
			switch {
			case !b.IsNumber():
				return heap.Undefined, false
			case a.IsInt() && b.IsInt():
				if !wins(a.AsInt(), b.AsInt()) {
					a = b
				}
			case a.IsNaN() || b.IsNaN():
				// An infinity would win in Go.
				a = heap.NaN
			default:
				a = heap.Number(pick(a.Float64(), b.Float64()))
			}
		}
		rt.Work(len(args))
		return a, true
	}
}

func leafImul(_ *object.Runtime, _ heap.Value, args []heap.Value) (heap.Value, bool) {
	if len(args) < 2 || !args[0].IsInt() || !args[1].IsInt() {
		return heap.Undefined, false
	}
	return heap.Int(args[0].AsInt() * args[1].AsInt()), true
}

func leafClz32(_ *object.Runtime, _ heap.Value, args []heap.Value) (heap.Value, bool) {
	if len(args) == 0 || !args[0].IsInt() {
		return heap.Undefined, false
	}
	return heap.Int(int32(bits.LeadingZeros32(uint32(args[0].AsInt())))), true
}

// leafRandom leaves a source of the host's to mathRandom, which may fail.
func leafRandom(rt *object.Runtime, _ heap.Value, _ []heap.Value) (heap.Value, bool) {
	if rt.Sources.Random != nil {
		return heap.Undefined, false
	}
	return heap.Float(rand.Float64()), true
}

package streams

import (
	"math"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var (
	idByteLengthPrototype = object.NewIntrinsic()
	idCountPrototype      = object.NewIntrinsic()
	idByteLengthSize      = object.NewIntrinsic()
	idCountSize           = object.NewIntrinsic()
)

// byteLengthStrategy and countStrategy are what the strategies are in Go.
type (
	byteLengthStrategy struct{ highWaterMark float64 }
	countStrategy      struct{ highWaterMark float64 }
)

var byteLengthGroup = &object.Group{
	Name:   "ByteLengthQueuingStrategy",
	Length: 1,
	Fn: func(c *object.Call) (heap.Value, error) {
		return newStrategy(c, idByteLengthPrototype, func(mark float64) any { return &byteLengthStrategy{mark} })
	},
	Proto:  idByteLengthPrototype,
	Global: true,
	Rows: enumerable(
		object.Row{Name: "highWaterMark", Get: func(c *object.Call) (heap.Value, error) {
			s, err := object.ThisHost[*byteLengthStrategy](c, "get ByteLengthQueuingStrategy.prototype.highWaterMark")
			if err != nil {
				return heap.Undefined, err
			}
			return heap.Number(s.highWaterMark), nil
		}},
		object.Row{Name: "size", Get: func(c *object.Call) (heap.Value, error) {
			_, err := object.ThisHost[*byteLengthStrategy](c, "get ByteLengthQueuingStrategy.prototype.size")
			return c.Realm.Intrinsic(idByteLengthSize).Value(), err
		}},
		tag("ByteLengthQueuingStrategy"),
	),
}

var countGroup = &object.Group{
	Name:   "CountQueuingStrategy",
	Length: 1,
	Fn: func(c *object.Call) (heap.Value, error) {
		return newStrategy(c, idCountPrototype, func(mark float64) any { return &countStrategy{mark} })
	},
	Proto:  idCountPrototype,
	Global: true,
	Rows: enumerable(
		object.Row{Name: "highWaterMark", Get: func(c *object.Call) (heap.Value, error) {
			s, err := object.ThisHost[*countStrategy](c, "get CountQueuingStrategy.prototype.highWaterMark")
			if err != nil {
				return heap.Undefined, err
			}
			return heap.Number(s.highWaterMark), nil
		}},
		object.Row{Name: "size", Get: func(c *object.Call) (heap.Value, error) {
			_, err := object.ThisHost[*countStrategy](c, "get CountQueuingStrategy.prototype.size")
			return c.Realm.Intrinsic(idCountSize).Value(), err
		}},
		tag("CountQueuingStrategy"),
	),
}

// Objects that no script sees hold the functions size, one for all strategies of a realm.
var (
	byteLengthSizeGroup = &object.Group{Rows: []object.Row{{Name: "size", Length: 1, Intrinsic: idByteLengthSize, Fn: func(c *object.Call) (heap.Value, error) {
		return c.RT.GetV(c.Arg(0), c.RT.Heap.InternGo("byteLength"))
	}}}}
	countSizeGroup = &object.Group{Rows: []object.Row{{Name: "size", Intrinsic: idCountSize, Fn: func(*object.Call) (heap.Value, error) { return heap.Int(1), nil }}}}
)

// newStrategy is the constructor of a strategy.
func newStrategy(c *object.Call, proto object.IntrinsicID, with func(mark float64) any) (heap.Value, error) {
	rt := c.RT
	if c.NewTarget.IsUndefined() {
		return heap.Undefined, c.NeedsNew()
	}
	if len(c.Args) == 0 {
		return heap.Undefined, rt.TypeError("A queuing strategy needs a dictionary with highWaterMark")
	}
	d := dictionary{rt: rt, v: c.Arg(0)}
	mark := d.get("highWaterMark")
	if d.err == nil && mark.IsUndefined() {
		d.err = rt.TypeError("A queuing strategy needs a highWaterMark")
	}
	if d.err != nil {
		return heap.Undefined, d.err
	}
	n, err := rt.ToNumber(mark)
	if err != nil {
		return heap.Undefined, err
	}
	o, err := c.NewHostObject(proto, with(n))
	if err != nil {
		return heap.Undefined, err
	}
	return o.Value(), nil
}

// strategy is a QueuingStrategy (https://streams.spec.whatwg.org/#dictdef-queuingstrategy).
type strategy struct {
	mark    float64
	hasMark bool
	size    heap.Value
}

func readStrategy(rt *object.Runtime, v heap.Value) (s strategy, err error) {
	d := dictionary{rt: rt, v: v}
	if mark := d.get("highWaterMark"); d.err == nil && !mark.IsUndefined() {
		s.hasMark = true
		s.mark, d.err = rt.ToNumber(mark)
	}
	s.size = d.function("size")
	return s, d.err
}

// extractHighWaterMark is https://streams.spec.whatwg.org/#validate-and-normalize-high-water-mark.
func (s *strategy) extractHighWaterMark(rt *object.Runtime, usual float64) (float64, error) {
	switch {
	case !s.hasMark:
		return usual, nil
	case math.IsNaN(s.mark) || s.mark < 0:
		return 0, rt.RangeError("The highWaterMark of a queuing strategy must be a number from 0 on")
	}
	return s.mark, nil
}

// chunkSize calls the function size of a strategy, Undefined for one that counts chunks.
func chunkSize(rt *object.Runtime, size, chunk heap.Value) (float64, error) {
	if size.IsUndefined() {
		return 1, nil
	}
	v, err := rt.Call(size, heap.Undefined, chunk)
	if err != nil {
		return 0, err
	}
	return rt.ToNumber(v)
}

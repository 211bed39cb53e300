package builtin

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// errStop ends a loop of eachIndex early; it never leaves this package.
var errStop = stopError{}

type stopError struct{}

func (stopError) Error() string { return "stop" }

// stopped turns errStop into nil.
func stopped(err error) error {
	if err == errStop {
		return nil
	}
	return err
}

// beginBody is how the methods begin that have a body (array_body.go): their call is counted,
// as that of a function of a script is.
func beginBody(c *object.Call) (o *heap.Object, n int64, fn heap.Value, err error) {
	if err = c.RT.Step(); err != nil {
		return nil, 0, heap.Undefined, err
	}
	o, n, err = c.RT.BeginBody(c.Code, c.This, c.Arg(0))
	return o, n, c.Arg(0), err
}

// eachElement is the loop of the methods that call a function for every present
// element: f gets the element, its index and what the callback returned.
func eachElement(c *object.Call, f func(v heap.Value, k int64, result heap.Value) error) error {
	o, n, fn, err := beginBody(c)
	if err != nil {
		return err
	}
	return overElements(c.RT, o, n, fn, c.Arg(1), f)
}

// overElements counts a turn when it is done, like a loop of a script.
func overElements(rt *object.Runtime, o *heap.Object, n int64, fn, thisArg heap.Value, f func(v heap.Value, k int64, result heap.Value) error) error {
	self := o.Value()
	cb := rt.NewCountedCallback(fn)
	for k := int64(0); k < n; k++ {
		mark := rt.Heap.OpenScope()
		v, ok, err := rt.FindElem(o, k)
		if ok && err == nil {
			var r heap.Value
			if r, err = cb.Call3(thisArg, v, heap.Int64(k), self); err == nil && f != nil {
				err = f(v, k, rt.Heap.Keep(r))
			}
		}
		if err != nil {
			return rt.CloseScope(mark, err)
		}
		rt.Heap.CloseScope(mark)
		if err := rt.Step(); err != nil {
			return err
		}
	}
	return nil
}

// arrayForEach is Array.prototype.forEach (sec-array.prototype.foreach).
func arrayForEach(c *object.Call) (heap.Value, error) {
	return heap.Undefined, eachElement(c, nil)
}

// arrayEvery is Array.prototype.every (sec-array.prototype.every).
func arrayEvery(c *object.Call) (heap.Value, error) {
	all := true
	err := eachElement(c, func(_ heap.Value, _ int64, r heap.Value) error {
		if all = object.ToBoolean(r); !all {
			return errStop
		}
		return nil
	})
	return heap.Bool(all), stopped(err)
}

// arraySome is Array.prototype.some (sec-array.prototype.some).
func arraySome(c *object.Call) (heap.Value, error) {
	some := false
	err := eachElement(c, func(_ heap.Value, _ int64, r heap.Value) error {
		if some = object.ToBoolean(r); some {
			return errStop
		}
		return nil
	})
	return heap.Bool(some), stopped(err)
}

// arrayMap is Array.prototype.map (sec-array.prototype.map).
func arrayMap(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, n, fn, err := beginBody(c)
	if err != nil {
		return heap.Undefined, err
	}
	a, err := rt.SpeciesArray(o, n)
	if err != nil {
		return heap.Undefined, err
	}
	err = overElements(rt, o, n, fn, c.Arg(1), func(_ heap.Value, k int64, r heap.Value) error {
		return rt.DefineElem(a, k, r)
	})
	return a.Value(), err
}

// arrayFilter is Array.prototype.filter (sec-array.prototype.filter).
func arrayFilter(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, n, fn, err := beginBody(c)
	if err != nil {
		return heap.Undefined, err
	}
	a, err := rt.ArraySpeciesCreate(o, 0)
	if err != nil {
		return heap.Undefined, err
	}
	to := int64(0)
	err = overElements(rt, o, n, fn, c.Arg(1), func(v heap.Value, _ int64, r heap.Value) error {
		if !object.ToBoolean(r) {
			return nil
		}
		to++
		return rt.DefineElem(a, to-1, v)
	})
	return a.Value(), err
}

// arrayReduce is Array.prototype.reduce (sec-array.prototype.reduce).
func arrayReduce(c *object.Call) (heap.Value, error) { return reduce(c, false) }

// arrayReduceRight is Array.prototype.reduceRight (sec-array.prototype.reduceright).
func arrayReduceRight(c *object.Call) (heap.Value, error) { return reduce(c, true) }

func reduce(c *object.Call, right bool) (heap.Value, error) {
	rt := c.RT
	o, n, fn, err := beginBody(c)
	if err != nil {
		return heap.Undefined, err
	}
	k, step := int64(0), int64(1)
	if right {
		k, step = n-1, -1
	}
	acc, have := c.Arg(1), len(c.Args) > 1
	self := o.Value()
	cb := rt.NewCountedCallback(fn)
	mark := rt.Heap.OpenScope()
	for ; k >= 0 && k < n; k += step {
		v, ok, err := rt.FindElem(o, k)
		first := ok && !have
		switch {
		case err != nil:
		case first:
			acc, have = v, true
		case ok:
			acc, err = cb.Call4(heap.Undefined, acc, v, heap.Int64(k), self)
		}
		if err != nil {
			return heap.Undefined, rt.CloseScope(mark, err)
		}
		// Of what a turn roots only the accumulator is needed by the next.
		rt.Heap.CloseScope(mark)
		rt.Heap.Keep(acc)
		if first {
			continue
		}
		if err := rt.Step(); err != nil {
			return heap.Undefined, rt.CloseScope(mark, err)
		}
	}
	if !have {
		return heap.Undefined, rt.ReduceOfNothing()
	}
	return acc, nil
}

// find is FindViaPredicate (sec-findviapredicate) over the receiver; the index
// is -1 when no element passes.
func find(c *object.Call, last bool) (heap.Value, int64, error) {
	rt := c.RT
	o, n, fn, err := beginBody(c)
	if err != nil {
		return heap.Undefined, -1, err
	}
	k, step := int64(0), int64(1)
	if last {
		k, step = n-1, -1
	}
	cb := rt.NewCountedCallback(fn)
	for ; k >= 0 && k < n; k += step {
		mark := rt.Heap.OpenScope()
		v, err := getAt(rt, o, k)
		if err != nil {
			return heap.Undefined, -1, rt.CloseScope(mark, err)
		}
		r, err := cb.Call3(c.Arg(1), v, heap.Int64(k), o.Value())
		if err != nil {
			return heap.Undefined, -1, rt.CloseScope(mark, err)
		}
		if object.ToBoolean(r) {
			return v, k, nil
		}
		rt.Heap.CloseScope(mark)
		if err := rt.Step(); err != nil {
			return heap.Undefined, -1, err
		}
	}
	return heap.Undefined, -1, nil
}

// arrayFind is Array.prototype.find (sec-array.prototype.find).
func arrayFind(c *object.Call) (heap.Value, error) {
	v, _, err := find(c, false)
	return v, err
}

// arrayFindIndex is Array.prototype.findIndex (sec-array.prototype.findindex).
func arrayFindIndex(c *object.Call) (heap.Value, error) {
	_, k, err := find(c, false)
	return heap.Int64(k), err
}

// arrayFindLast is Array.prototype.findLast (sec-array.prototype.findlast).
func arrayFindLast(c *object.Call) (heap.Value, error) {
	v, _, err := find(c, true)
	return v, err
}

// arrayFindLastIndex is Array.prototype.findLastIndex (sec-array.prototype.findlastindex).
func arrayFindLastIndex(c *object.Call) (heap.Value, error) {
	_, k, err := find(c, true)
	return heap.Int64(k), err
}

// arrayFlat is Array.prototype.flat (sec-array.prototype.flat).
func arrayFlat(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, n, err := thisArrayLike(c)
	if err != nil {
		return heap.Undefined, err
	}
	depth := 1.0
	if v := c.Arg(0); !v.IsUndefined() {
		if depth, err = rt.ToIntegerOrInfinity(v); err != nil {
			return heap.Undefined, err
		}
		depth = max(depth, 0)
	}
	a, err := rt.ArraySpeciesCreate(o, 0)
	if err != nil {
		return heap.Undefined, err
	}
	f := flattener{rt: rt, target: a}
	return a.Value(), f.flatten(o, n, depth)
}

// arrayFlatMap is Array.prototype.flatMap (sec-array.prototype.flatmap).
func arrayFlatMap(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, n, err := thisArrayLike(c)
	if err != nil {
		return heap.Undefined, err
	}
	fn, err := c.CallableArg(0)
	if err != nil {
		return heap.Undefined, err
	}
	a, err := rt.ArraySpeciesCreate(o, 0)
	if err != nil {
		return heap.Undefined, err
	}
	cb := rt.NewCallback(fn)
	f := flattener{rt: rt, target: a, fn: &cb, thisArg: c.Arg(1)}
	return a.Value(), f.flatten(o, n, 1)
}

// flattener is FlattenIntoArray (sec-flattenintoarray).
type flattener struct {
	rt      *object.Runtime
	target  *heap.Object
	at      int64            // index of the next element of target
	fn      *object.Callback // nil for flat
	thisArg heap.Value
	nesting int
}

// maxFlatNesting bounds Go's recursion when arrays lie deep in each other.
const maxFlatNesting = 4000

func (f *flattener) flatten(o *heap.Object, n int64, depth float64) error {
	rt := f.rt
	if f.nesting == maxFlatNesting {
		return rt.StackOverflow()
	}
	if err := rt.Step(); err != nil {
		return err
	}
	f.nesting++
	defer func() { f.nesting-- }()
	return eachIndex(rt, 0, n, func(k int64) error {
		v, ok, err := rt.FindElem(o, k)
		if !ok || err != nil {
			return err
		}
		if f.fn != nil && f.nesting == 1 {
			if v, err = f.fn.Call3(f.thisArg, v, heap.Int64(k), o.Value()); err != nil {
				return err
			}
			rt.Heap.Keep(v)
		}
		if depth > 0 {
			is, err := rt.IsArray(v)
			if err != nil {
				return err
			}
			if is {
				m, err := rt.LengthOfArrayLike(v.Object())
				if err != nil {
					return err
				}
				return f.flatten(v.Object(), m, depth-1)
			}
		}
		if f.at >= object.MaxSafeInteger {
			return rt.TypeError("Invalid array length")
		}
		f.at++
		return rt.DefineElem(f.target, f.at-1, v)
	})
}

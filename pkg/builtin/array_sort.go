package builtin

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// arraySort is Array.prototype.sort (sec-array.prototype.sort).
func arraySort(c *object.Call) (heap.Value, error) {
	rt := c.RT
	fn := c.Arg(0)
	if !fn.IsUndefined() && !rt.IsCallable(fn) {
		return heap.Undefined, rt.TypeError("The comparison function must be either a function or undefined")
	}
	o, n, err := thisArrayLike(c)
	if err != nil {
		return heap.Undefined, err
	}
	list, err := collect(rt, o, n, true)
	if err != nil {
		return heap.Undefined, err
	}
	sorted, err := sortValues(rt, list, fn)
	if err != nil {
		return heap.Undefined, err
	}
	vals := sorted.Dense()
	if d, ok := densePlain(rt, o); ok && len(d) >= len(vals) {
		rt.Heap.WriteElements(o, 0, vals)
		vals = nil
	}
	for k := range vals {
		if err := rt.Step(); err != nil {
			return heap.Undefined, err
		}
		if err := setAt(rt, o, int64(k), vals[k]); err != nil {
			return heap.Undefined, err
		}
	}
	// Holes were left out: they are deleted at the end.
	err = sparseLoop(rt, o, int64(sorted.ElementsLen()), n, func(k int64) error { return deleteAt(rt, o, k) })
	return o.Value(), err
}

// arrayToSorted is Array.prototype.toSorted (sec-array.prototype.tosorted).
func arrayToSorted(c *object.Call) (heap.Value, error) {
	rt := c.RT
	fn := c.Arg(0)
	if !fn.IsUndefined() && !rt.IsCallable(fn) {
		return heap.Undefined, rt.TypeError("The comparison function must be either a function or undefined")
	}
	o, n, err := thisArrayLike(c)
	if err != nil {
		return heap.Undefined, err
	}
	if n > object.MaxArrayLength {
		return heap.Undefined, rt.RangeError("Invalid array length")
	}
	list, err := collect(rt, o, n, false)
	if err != nil {
		return heap.Undefined, err
	}
	sorted, err := sortValues(rt, list, fn)
	if err != nil {
		return heap.Undefined, err
	}
	return sorted.Value(), nil
}

// collect copies the elements of o into a new array, without the absent ones
// when skipHoles (sec-sortindexedproperties, first half).
func collect(rt *object.Runtime, o *heap.Object, n int64, skipHoles bool) (*heap.Object, error) {
	if list, ok, err := collectDense(rt, o, n); ok || err != nil {
		return list, err
	}
	a := rt.NewArray()
	loop := eachIndex
	if skipHoles {
		loop = func(rt *object.Runtime, from, to int64, f func(k int64) error) error {
			return sparseLoop(rt, o, from, to, f)
		}
	}
	err := loop(rt, 0, n, func(k int64) error {
		v, ok, err := rt.FindElem(o, k)
		if err != nil {
			return err
		}
		if ok || !skipHoles {
			return rt.AppendElement(a, v)
		}
		return nil
	})
	return a, err
}

// collectDense is collect for an array without holes.
func collectDense(rt *object.Runtime, o *heap.Object, n int64) (list *heap.Object, ok bool, err error) {
	d, ok := rt.DenseElements(o)
	if !ok || int64(len(d)) != n {
		return nil, false, nil
	}
	if err := rt.CheckAlloc(len(d) * 8); err != nil {
		return nil, false, err
	}
	return rt.CreateArrayFromList(d), true, rt.Steps(len(d) >> 6)
}

// sortValues sorts the elements of an array that no script knows, stably, by fn
// or, when that is undefined, by their text; undefined comes last
// (sec-comparearrayelements). The result is list or another such array.
//
// The values live in two such arrays throughout, so a collection during a
// comparison keeps them; as both only ever exchange values, no store needs a
// barrier.
func sortValues(rt *object.Runtime, list *heap.Object, fn heap.Value) (*heap.Object, error) {
	vals := list.Dense()
	rt.Work(2 * len(vals))
	last := 0
	for _, v := range vals {
		if v != heap.Undefined {
			vals[last] = v
			last++
		}
	}
	for i := last; i < len(vals); i++ {
		vals[i] = heap.Undefined
	}
	if last < 2 {
		return list, nil
	}
	if fn.IsUndefined() {
		return list, sortDefault(rt, vals[:last])
	}
	tmp := rt.CreateArrayFromList(vals)
	s := sorter{rt: rt, fn: rt.NewCallback(fn)}
	if err := s.sort(vals[:last], tmp.Dense()[:last]); err != nil {
		return nil, err
	}
	return list, nil
}

// sorter is a merge sort whose comparison may fail.
type sorter struct {
	rt *object.Runtime
	fn object.Callback
}

// insertionRun is the length up to which insertion beats merging.
const insertionRun = 8

// sort sorts a. tmp has the same length and holds the same values.
func (s *sorter) sort(a, tmp []heap.Value) error {
	if len(a) <= insertionRun {
		return s.insertion(a)
	}
	mid := len(a) / 2
	if err := s.sort(tmp[:mid], a[:mid]); err != nil {
		return err
	}
	if err := s.sort(tmp[mid:], a[mid:]); err != nil {
		return err
	}
	return s.merge(a, tmp[:mid], tmp[mid:])
}

// insertion sorts a few values. While the comparison runs, the value on the move
// is still in its old place or kept by its neighbour's copy in tmp.
func (s *sorter) insertion(a []heap.Value) error {
	for i := 1; i < len(a); i++ {
		v := a[i]
		lo, hi := 0, i
		if less, err := s.less(v, a[i-1]); err != nil {
			return err
		} else if !less {
			continue
		}
		hi--
		for lo < hi {
			mid := (lo + hi) / 2
			less, err := s.less(v, a[mid])
			if err != nil {
				return err
			}
			if less {
				hi = mid
			} else {
				lo = mid + 1
			}
		}
		copy(a[lo+1:i+1], a[lo:i])
		a[lo] = v
	}
	return nil
}

// merge writes the sorted runs x and y to a.
func (s *sorter) merge(a, x, y []heap.Value) error {
	if less, err := s.less(y[0], x[len(x)-1]); err != nil {
		return err
	} else if !less {
		copy(a, x)
		copy(a[len(x):], y)
		return nil
	}
	for k := range a {
		switch {
		case len(x) == 0:
			copy(a[k:], y)
			return nil
		case len(y) == 0:
			copy(a[k:], x)
			return nil
		}
		less, err := s.less(y[0], x[0])
		if err != nil {
			return err
		}
		if less {
			a[k], y = y[0], y[1:]
		} else {
			a[k], x = x[0], x[1:]
		}
	}
	return nil
}

// less reports whether the comparison function puts v before w.
func (s *sorter) less(v, w heap.Value) (bool, error) {
	r, err := s.fn.Call2(heap.Undefined, v, w)
	if err != nil {
		return false, err
	}
	if r.IsInt() {
		return r.AsInt() < 0, nil
	}
	if r.IsNumber() {
		return r.Float64() < 0, nil
	}
	mark := s.rt.Heap.OpenScope()
	f, err := s.rt.ToNumber(s.rt.Heap.Keep(r))
	if err != nil {
		return false, s.rt.CloseScope(mark, err)
	}
	s.rt.Heap.CloseScope(mark)
	return f < 0, nil
}

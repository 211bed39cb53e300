package builtin

import (
	"slices"

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
	for k := range vals {
		if err := setAt(rt, o, int64(k), vals[k]); err != nil {
			return heap.Undefined, err
		}
	}
	// Holes were left out: they are deleted at the end.
	err = sparseLoop(rt, o, int64(len(vals)), n, func(k int64) error { return deleteAt(rt, o, k) })
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
	a := rt.NewArray()
	loop := eachIndex
	if skipHoles {
		loop = func(rt *object.Runtime, from, to int64, f func(k int64) error) error {
			return sparseLoop(rt, o, from, to, f)
		}
	}
	err := loop(rt, 0, n, func(k int64) error {
		v, ok, err := findAt(rt, o, k)
		if err != nil {
			return err
		}
		if ok || !skipHoles {
			rt.AppendElement(a, v)
		}
		return nil
	})
	return a, err
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
		return list, sortByText(rt, vals[:last])
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
		return false, rethrow(s.rt, mark, err)
	}
	s.rt.Heap.CloseScope(mark)
	return f < 0, nil
}

// sortPoll is how many comparisons of strings pass between two looks at the
// budget.
const sortPoll = 1 << 10

// sortByText sorts by the strings that the values convert to.
func sortByText(rt *object.Runtime, vals []heap.Value) error {
	h := rt.Heap
	type entry struct {
		key *heap.String
		v   heap.Value
	}
	if rt.Heap.CheckAlloc(int64(len(vals))*16) != nil {
		return rt.RangeError("Invalid array length")
	}
	entries := make([]entry, len(vals))
	for i, v := range vals {
		s, err := rt.ToString(v)
		if err != nil {
			return err
		}
		entries[i] = entry{s, v}
		h.Keep(s.Value())
		if err := rt.Step(); err != nil {
			return err
		}
	}
	var err error
	compared := 0
	slices.SortStableFunc(entries, func(a, b entry) int {
		if compared++; compared%sortPoll == 0 && err == nil {
			err = rt.Steps(sortPoll)
		}
		if a.key == b.key || err != nil {
			return 0
		}
		return h.CompareStrings(a.key, b.key)
	})
	if err != nil {
		return err
	}
	for i := range entries {
		vals[i] = entries[i].v
	}
	return nil
}

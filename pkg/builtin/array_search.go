package builtin

import (
	"math"
	"strconv"

	"github.com/kilnjs/kiln/internal/num"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// searchStart converts the fromIndex argument of includes and indexOf.
func searchStart(c *object.Call, n int64) (int64, error) {
	return c.RT.RelativeIndex(c.Arg(1), n, 0)
}

// leafSearchLength is how many elements are searched without counting turns.
const leafSearchLength = 64

// leafSearch is what includes and indexOf without a position find in a short dense
// array; -1 for nothing.
func leafSearch(rt *object.Runtime, this heap.Value, args []heap.Value, zero bool) (at int, ok bool) {
	if len(args) != 1 || !this.IsObject() {
		return 0, false
	}
	d, ok := denseHoley(rt, this.Object())
	if !ok || len(d) > leafSearchLength || args[0].IsUndefined() {
		return 0, false
	}
	return indexIn(rt, d, args[0], zero), true
}

func leafIncludes(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
	at, ok := leafSearch(rt, this, args, true)
	return heap.Bool(at >= 0), ok
}

func leafIndexOf(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
	at, ok := leafSearch(rt, this, args, false)
	return heap.Int(int32(at)), ok
}

// arrayIncludes is Array.prototype.includes (sec-array.prototype.includes).
func arrayIncludes(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, n, err := thisArrayLike(c)
	if err != nil || n == 0 {
		return heap.False, err
	}
	k, err := searchStart(c, n)
	if err != nil {
		return heap.Undefined, err
	}
	target := c.Arg(0)
	if d, ok := denseHoley(rt, o); ok && int64(len(d)) == n {
		d = d[min(k, n):]
		found := indexIn(rt, d, target, true) >= 0 || target.IsUndefined() && indexIn(rt, d, heap.Hole, true) >= 0
		return heap.Bool(found), rt.Steps(len(d) >> 4)
	}
	for ; k < n; k++ {
		mark := rt.Heap.OpenScope()
		v, err := getAt(rt, o, k)
		if err != nil {
			return heap.Undefined, rt.CloseScope(mark, err)
		}
		same := rt.SameValueZero(v, target)
		rt.Heap.CloseScope(mark)
		if same {
			return heap.True, nil
		}
		if err := rt.Step(); err != nil {
			return heap.Undefined, err
		}
	}
	return heap.False, nil
}

// indexIn finds target by === or, with zero, by SameValueZero.
func indexIn(rt *object.Runtime, d []heap.Value, target heap.Value, zero bool) int {
	rt.Work(len(d))
	switch {
	case target.IsNumber() && !target.IsNaN():
		f := target.Float64()
		for i, v := range d {
			if v == target || v.IsNumber() && v.Float64() == f {
				return i
			}
		}
		return -1
	case target.IsString():
		s := target.Str()
		n := s.Len()
		for i, v := range d {
			if v == target || v.IsString() && v.Str().Len() == n && rt.Heap.StringsEqual(v.Str(), s) {
				return i
			}
		}
		return -1
	case !target.IsNumber() && !target.IsBigInt():
		for i, v := range d {
			if v == target {
				return i
			}
		}
		return -1
	}
	for i, v := range d {
		if zero && rt.SameValueZero(v, target) || !zero && rt.IsStrictlyEqual(v, target) {
			return i
		}
	}
	return -1
}

// arrayIndexOf is Array.prototype.indexOf (sec-array.prototype.indexof).
func arrayIndexOf(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, n, err := thisArrayLike(c)
	if err != nil || n == 0 {
		return heap.Int(-1), err
	}
	k, err := searchStart(c, n)
	if err != nil {
		return heap.Undefined, err
	}
	target := c.Arg(0)
	if d, ok := denseHoley(rt, o); ok && int64(len(d)) == n {
		k = min(k, n)
		i := indexIn(rt, d[k:], target, false)
		if i >= 0 {
			i += int(k)
		}
		return heap.Int64(int64(i)), rt.Steps(int(n-k) >> 4)
	}
	found := int64(-1)
	err = sparseLoop(rt, o, k, n, func(k int64) error {
		v, ok, err := rt.FindElem(o, k)
		if err == nil && ok && rt.IsStrictlyEqual(v, target) {
			found = k
			return errStop
		}
		return err
	})
	return heap.Int64(found), stopped(err)
}

// sparseLoop is eachIndex for a loop that does nothing at absent indices: over a
// plain array it leaps from element to element, so that a length of 2^32 costs
// nothing. f may change the array.
func sparseLoop(rt *object.Runtime, o *heap.Object, from, to int64, f func(k int64) error) error {
	if o.Class() != heap.ClassArray || !rt.NoIndexedPrototype(o) || o.Has(heap.FlagExotic) {
		return eachIndex(rt, from, to, f)
	}
	for k := from; k < to; k++ {
		if rt.NoIndexedPrototype(o) {
			next, ok := rt.Heap.NextElement(o, uint32(k))
			if !ok {
				return nil
			}
			if k = int64(next); k >= to {
				return nil
			}
		}
		mark := rt.Heap.OpenScope()
		if err := f(k); err != nil {
			return rt.CloseScope(mark, err)
		}
		rt.Heap.CloseScope(mark)
		if err := rt.Step(); err != nil {
			return err
		}
	}
	return nil
}

// arrayLastIndexOf is Array.prototype.lastIndexOf (sec-array.prototype.lastindexof).
func arrayLastIndexOf(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, n, err := thisArrayLike(c)
	if err != nil || n == 0 {
		return heap.Int(-1), err
	}
	from := float64(n - 1)
	if len(c.Args) > 1 {
		i, err := rt.ToIntegerOrInfinity(c.Args[1])
		if err != nil {
			return heap.Undefined, err
		}
		if i < 0 {
			i += float64(n)
		}
		from = math.Min(i, from)
	}
	if from < 0 {
		return heap.Int(-1), nil
	}
	found := int64(-1)
	err = eachIndexDown(rt, 0, int64(from)+1, func(k int64) error {
		v, ok, err := rt.FindElem(o, k)
		if err == nil && ok && rt.IsStrictlyEqual(v, c.Arg(0)) {
			found = k
			return errStop
		}
		return err
	})
	return heap.Int64(found), stopped(err)
}

// joinStack lists the arrays whose join is running, so that a cycle reads as
// the empty string.
type joinStack struct{ open []*heap.Object }

func (s *joinStack) enter(o *heap.Object) bool {
	for _, x := range s.open {
		if x == o {
			return false
		}
	}
	s.open = append(s.open, o)
	return true
}

func (s *joinStack) leave() { s.open = s.open[:len(s.open)-1] }

// arrayJoin is Array.prototype.join (sec-array.prototype.join).
func arrayJoin(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, n, err := thisArrayLike(c)
	if err != nil {
		return heap.Undefined, err
	}
	sep := rt.Heap.SingleChar(',')
	if v := c.Arg(0); !v.IsUndefined() {
		if sep, err = rt.ToString(v); err != nil {
			return heap.Undefined, err
		}
	}
	return join(rt, o, n, sep, nil)
}

// join builds the text of o's elements with sep between; convert makes the text
// of an element that is neither undefined nor null, as ToString does when it is nil.
func join(rt *object.Runtime, o *heap.Object, n int64, sep *heap.String, convert func(v heap.Value) (*heap.String, error)) (heap.Value, error) {
	open := &state(rt).joins
	if !open.enter(o) {
		return rt.Heap.Names.Empty, nil
	}
	defer open.leave()
	if len(open.open) > maxFlatNesting {
		return heap.Undefined, rt.StackOverflow()
	}
	if convert == nil {
		if v, done, err := joinDense(rt, o, n, sep); done || err != nil {
			return v, err
		}
	}
	b := rt.Heap.Builder()
	for k := int64(0); k < n; k++ {
		if k > 0 && sep.Len() > 0 {
			b.Str(sep)
		}
		if b.Len() > heap.MaxStringLength || b.Err() != nil {
			return heap.Undefined, rt.RangeError("Invalid string length")
		}
		if err := rt.Step(); err != nil {
			return heap.Undefined, err
		}
		if d := o.Dense(); convert == nil && uint64(k) < uint64(len(d)) {
			if v := d[k]; v.IsString() {
				b.Str(v.Str())
				continue
			} else if v.IsInt() {
				b.Int(v.AsInt())
				continue
			}
		}
		if err := joinOne(rt, o, k, &b, convert); err != nil {
			return heap.Undefined, err
		}
	}
	return rt.BuiltString(&b)
}

const (
	// joinedElements and joinedUnits bound what joinDense does without a look at the limits.
	joinedElements = 1 << 12
	joinedUnits    = 1 << 16
)

// joinDense is join of an array that has nothing but strings in bytes and ints: it measures the
// text and fills it.
func joinDense(rt *object.Runtime, o *heap.Object, n int64, sep *heap.String) (v heap.Value, done bool, err error) {
	d := o.Dense()
	if n < 2 || n > joinedElements || n > int64(len(d)) || !sep.IsLatin1(rt.Heap) {
		return heap.Undefined, false, nil
	}
	d = d[:n]
	by := sep.Flat(rt.Heap).Latin1()
	size := int(n-1) * len(by)
	for _, v := range d {
		switch {
		case v.IsInt():
			size += num.DecimalLength(v.AsInt())
		case v.IsString() && v.Str().IsLatin1(rt.Heap):
			if size += v.Str().Len(); size <= joinedUnits {
				v.Str().Flat(rt.Heap) // before the text is there that must be filled first
			}
		default:
			return heap.Undefined, false, nil
		}
		if size > joinedUnits {
			return heap.Undefined, false, nil
		}
	}
	if size < 2 {
		return heap.Undefined, false, nil
	}
	r, text := rt.Heap.UnfilledLatin1(size)
	for i, v := range d {
		if i > 0 {
			text = text[copy(text, by):]
		}
		if v.IsInt() {
			text = text[len(strconv.AppendInt(text[:0], int64(v.AsInt()), 10)):]
		} else {
			text = text[copy(text, v.Str().Flat(rt.Heap).Latin1()):]
		}
	}
	return r.Value(), true, rt.Steps(int(n))
}

// joinOne appends the text of element k of o to b.
func joinOne(rt *object.Runtime, o *heap.Object, k int64, b *heap.StringBuilder, convert func(v heap.Value) (*heap.String, error)) error {
	mark := rt.Heap.OpenScope()
	v, err := getAt(rt, o, k)
	if err == nil && !v.IsNullish() {
		var s *heap.String
		if convert != nil {
			s, err = convert(v)
		} else {
			s, err = rt.ToString(v)
		}
		if err == nil {
			b.Str(s)
		}
	}
	if err != nil {
		return rt.CloseScope(mark, err)
	}
	rt.Heap.CloseScope(mark)
	return nil
}

// arrayToString is Array.prototype.toString (sec-array.prototype.tostring).
func arrayToString(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, err := thisObject(c)
	if err != nil {
		return heap.Undefined, err
	}
	f, err := rt.Get(o, rt.Heap.InternGo("join"))
	if err != nil {
		return heap.Undefined, err
	}
	if rt.IsCallable(f) {
		return rt.Call(f, o.Value())
	}
	return objectText(rt, o.Value())
}

// elementToLocaleString is how toLocaleString of arrays calls that of an element: with its own
// arguments where there is ECMA-402 (sup-array.prototype.tolocalestring), else with none.
func elementToLocaleString(c *object.Call, v heap.Value) (*heap.String, error) {
	rt := c.RT
	var args []heap.Value
	if rt.Locales() != nil {
		args = []heap.Value{c.Arg(0), c.Arg(1)}
	}
	s, err := rt.Invoke(v, rt.Heap.InternGo("toLocaleString"), args...)
	if err != nil {
		return nil, err
	}
	return rt.ToString(s)
}

// arrayToLocaleString is Array.prototype.toLocaleString (sec-array.prototype.tolocalestring).
func arrayToLocaleString(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, n, err := thisArrayLike(c)
	if err != nil {
		return heap.Undefined, err
	}
	return join(rt, o, n, rt.Heap.SingleChar(','), func(v heap.Value) (*heap.String, error) { return elementToLocaleString(c, v) })
}

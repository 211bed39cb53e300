package object

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// IteratorRecord is an Iterator Record (sec-iterator-records). Tiers keep the
// two values in registers instead.
type IteratorRecord struct {
	Iterator heap.Value
	Next     heap.Value
	Done     bool
}

// StepFunc is what a built-in next method offers beside its HostFunc, as
// Code.Data: one step without an iterator result object. With ok false it has
// done nothing and the method must be called.
type StepFunc func(rt *Runtime, iter heap.Value) (v heap.Value, done, ok bool, err error)

// GetIterator gets the iterator of v and its next method
// (sec-getiterator, sync).
func (rt *Runtime) GetIterator(v heap.Value) (iter, next heap.Value, err error) {
	return rt.GetIteratorOf(v, nil)
}

// GetIteratorOf is GetIterator for the node n, see syntax.DescribeIterated: the
// error for what cannot be iterated over names its source. n may be nil.
func (rt *Runtime) GetIteratorOf(v heap.Value, n syntax.Node) (iter, next heap.Value, err error) {
	method, err := rt.iteratorMethod(v, n)
	if err != nil {
		return heap.Undefined, heap.Undefined, err
	}
	return rt.GetIteratorFromMethod(v, method)
}

// iteratorMethod is the @@iterator method of v; that there is none is a TypeError.
func (rt *Runtime) iteratorMethod(v heap.Value, n syntax.Node) (heap.Value, error) {
	if rt.inheritedArrayValues(v) {
		return rt.Cur.intrinsics[ArrayProtoValues], nil
	}
	if v.IsNullish() {
		return heap.Undefined, rt.notIterable(v, n, "iterable", rt.Heap.Symbols.Iterator)
	}
	method, err := rt.GetV(v, rt.Heap.Symbols.Iterator)
	if err == nil && !rt.IsCallable(method) {
		return heap.Undefined, rt.notIterable(v, n, "iterable", rt.Heap.Symbols.Iterator)
	}
	return method, err
}

// notIterable is the TypeError for a value that has no method key, of the node n.
func (rt *Runtime) notIterable(v heap.Value, n syntax.Node, iterable string, key heap.Value) error {
	switch text, call := syntax.DescribeIterated(n); {
	case call:
		return rt.TypeError("%s is not a function or its return value is not %s", text, iterable)
	case text != "":
		return rt.TypeError("%s is not %s", text, iterable)
	}
	what := rt.Describe(v)
	if !v.IsUndefined() && !v.IsObject() {
		what = rt.typeText(v) + " " + what
	}
	return rt.TypeError("%s is not %s (cannot read property %s)", what, iterable, rt.KeyText(key))
}

// GetIteratorFromMethod calls an @@iterator method of v and gets the next
// method of what it returns (sec-getiteratorfrommethod).
func (rt *Runtime) GetIteratorFromMethod(v, method heap.Value) (iter, next heap.Value, err error) {
	iter, err = rt.Call(method, v)
	if err != nil {
		return heap.Undefined, heap.Undefined, err
	}
	if !iter.IsObject() {
		return heap.Undefined, heap.Undefined,
			rt.TypeError("Result of the Symbol.iterator method is not an object")
	}
	next, err = rt.Get(iter.Object(), rt.Heap.Names.Next)
	return iter, next, err
}

// GetAsyncIterator gets the async iterator of v, or wraps its sync iterator
// (sec-getiterator, async). The node n is as for GetIteratorOf.
func (rt *Runtime) GetAsyncIterator(v heap.Value, n syntax.Node) (iter, next heap.Value, err error) {
	names := &rt.Heap.Symbols
	if v.IsNullish() {
		return heap.Undefined, heap.Undefined, rt.notIterable(v, n, "async iterable", names.AsyncIterator)
	}
	method, err := rt.GetV(v, names.AsyncIterator)
	if err != nil {
		return heap.Undefined, heap.Undefined, err
	}
	if !method.IsNullish() {
		if !rt.IsCallable(method) {
			return heap.Undefined, heap.Undefined, rt.notIterable(v, n, "async iterable", names.AsyncIterator)
		}
		iter, err = rt.Call(method, v)
		if err != nil {
			return heap.Undefined, heap.Undefined, err
		}
		if !iter.IsObject() {
			return heap.Undefined, heap.Undefined,
				rt.TypeError("Result of the Symbol.asyncIterator method is not an object")
		}
		next, err = rt.Get(iter.Object(), rt.Heap.Names.Next)
		return iter, next, err
	}
	if method, err = rt.GetV(v, names.Iterator); err != nil {
		return heap.Undefined, heap.Undefined, err
	}
	if !rt.IsCallable(method) {
		return heap.Undefined, heap.Undefined, rt.notIterable(v, n, "async iterable", names.AsyncIterator)
	}
	iter, next, err = rt.GetIteratorFromMethod(v, method)
	if err != nil {
		return heap.Undefined, heap.Undefined, err
	}
	return rt.CreateAsyncFromSyncIterator(iter, next)
}

// GetIteratorDirect makes a record of an object that is an iterator already
// (sec-getiteratordirect).
func (rt *Runtime) GetIteratorDirect(o *heap.Object) (IteratorRecord, error) {
	next, err := rt.Get(o, rt.Heap.Names.Next)
	return IteratorRecord{Iterator: o.Value(), Next: next}, err
}

// OpenIterator is GetIterator with a record as result (sec-getiterator).
func (rt *Runtime) OpenIterator(v heap.Value) (IteratorRecord, error) {
	iter, next, err := rt.GetIterator(v)
	return IteratorRecord{Iterator: iter, Next: next}, err
}

// GetIteratorFlattenable implements sec-getiteratorflattenable. With
// rejectPrimitives only objects are taken, otherwise strings too.
func (rt *Runtime) GetIteratorFlattenable(v heap.Value, rejectPrimitives bool) (IteratorRecord, error) {
	if !v.IsObject() && (rejectPrimitives || !v.IsString()) {
		return IteratorRecord{}, rt.TypeError("%s is not an object", rt.Describe(v))
	}
	method, err := rt.GetMethod(v, rt.Heap.Symbols.Iterator)
	if err != nil {
		return IteratorRecord{}, err
	}
	iter := v
	if !method.IsUndefined() {
		if iter, err = rt.Call(method, v); err != nil {
			return IteratorRecord{}, err
		}
	}
	if !iter.IsObject() {
		return IteratorRecord{}, rt.TypeError("%s is not an object", rt.Describe(iter))
	}
	return rt.GetIteratorDirect(iter.Object())
}

// iteratorResultNotObject is the error for a next method that returns r.
func (rt *Runtime) iteratorResultNotObject(r heap.Value) error {
	return rt.TypeError("Iterator result %s is not an object", rt.Describe(r))
}

// IteratorNext calls next and checks that the result is an object
// (sec-iteratornext).
func (rt *Runtime) IteratorNext(iter, next heap.Value, args ...heap.Value) (*heap.Object, error) {
	r, err := rt.Call(next, iter, args...)
	if err != nil {
		return nil, err
	}
	if !r.IsObject() {
		return nil, rt.iteratorResultNotObject(r)
	}
	return r.Object(), nil
}

// IteratorComplete implements sec-iteratorcomplete.
func (rt *Runtime) IteratorComplete(result *heap.Object) (bool, error) {
	if v, ok := rt.iterResultField(result, iterResultDone); ok {
		return ToBoolean(v), nil
	}
	v, err := rt.getKeyed(result, rt.Heap.Names.Done)
	return ToBoolean(v), err
}

// IteratorValue implements sec-iteratorvalue.
func (rt *Runtime) IteratorValue(result *heap.Object) (heap.Value, error) {
	if v, ok := rt.iterResultField(result, iterResultValue); ok {
		return v, nil
	}
	return rt.getKeyed(result, rt.Heap.Names.Value)
}

// The property offsets of iterator result objects: the first two words after the
// three fixed ones of an ordinary object.
const (
	iterResultValue int32 = 3 + iota
	iterResultDone
)

// iterResultField reads a field of a result object that CreateIterResultObject
// made in this realm and nobody has reshaped.
func (rt *Runtime) iterResultField(o *heap.Object, offset int32) (heap.Value, bool) {
	s := rt.Cur.iterResult
	if s == nil || o.ShapeID() != s.ID() {
		return heap.Undefined, false
	}
	return rt.Heap.Keep(o.SlotAt(offset)), true
}

// Internal slots of an iterator over a string (ClassIterator), which machine code steps itself.
const (
	IteratorTag       = iota // Int: what kind of iterator it is
	IteratorTarget           // the string; Undefined at the end
	IteratorIndex            // Int: the next index
	StringIteratorTag = 8    // in IteratorTag
)

// IteratesText reports whether iter is an iterator over a string whose next method is the
// original one of realm r.
func (r *Realm) IteratesText(iter, next heap.Value) bool {
	return next.IsObject() && next == r.Made(StringIteratorNext) && iter.IsObject() && iter.Object().Class() == heap.ClassIterator &&
		iter.Object().Internal(IteratorTag) == heap.Int(StringIteratorTag)
}

// AppendCharacters appends what an iterator over a string still has to give to list
// (sec-%stringiteratorprototype%.next, again and again).
func (rt *Runtime) AppendCharacters(list, iter *heap.Object) error {
	h := rt.Heap
	if iter.Internal(IteratorTarget).IsUndefined() {
		return nil
	}
	s := iter.Internal(IteratorTarget).Str()
	for i := int(iter.Internal(IteratorIndex).AsInt()); i < s.Len(); {
		u, n := s.At(h, i), 1
		if u < 256 && arrayLen(list) == uint32(list.ElementsLen()) {
			n, err := rt.appendNarrow(list, s, i)
			if err != nil {
				return err
			}
			i += n
			continue
		}
		mark := h.OpenScope()
		if u&0xFC00 == 0xD800 && i+1 < s.Len() && s.At(h, i+1)&0xFC00 == 0xDC00 {
			n = 2
		}
		c := h.SingleChar(u)
		if n == 2 {
			c = h.Substring(s, i, i+2)
		}
		err := rt.AppendElement(list, c.Value())
		h.CloseScope(mark)
		i += n
		h.SetInternal(iter, IteratorIndex, heap.Int(int32(i)))
		if err == nil {
			err = rt.Step()
		}
		if err != nil {
			return err
		}
	}
	h.SetInternal(iter, IteratorTarget, heap.Undefined)
	return nil
}

// charactersAtOnce is how many characters of a string become elements of a list at once.
const charactersAtOnce = 256

// appendNarrow appends the units from i on that are characters below 256, as many as are
// appended at once, to list, which has no more length than elements, and returns how many: the
// one at i is such.
func (rt *Runtime) appendNarrow(list *heap.Object, s *heap.String, i int) (n int, err error) {
	h := rt.Heap
	at, end := list.ElementsLen(), min(i+charactersAtOnce, s.Len())
	if bytes := (at + end - i) * 8; bytes > smallSlice {
		if err := rt.CheckAlloc(bytes); err != nil {
			return 0, err
		}
	}
	var chars [charactersAtOnce]heap.Value
	mark := h.OpenScope()
	f := s.Flat(h).Slice(i, end)
	for n < f.Len() && f.At(n) < 256 {
		chars[n] = h.SingleChar(f.At(n)).Value()
		n++
	}
	h.WriteElements(list, at, chars[:n])
	h.CloseScope(mark)
	setArrayLen(h, list, uint32(at+n))
	return n, rt.Steps(n)
}

// stepOf returns the direct step of a built-in next method of the running realm, nil for any
// other value: what a method of another realm makes, and throws, is of that realm.
func (rt *Runtime) stepOf(next heap.Value) StepFunc {
	if !next.IsObject() {
		return nil
	}
	o := next.Object()
	if o.Class() != heap.ClassFunction {
		return nil
	}
	code := rt.CodeOf(o)
	if code.Kind != KindHost || code.Realm != rt.Cur {
		return nil
	}
	step, _ := code.Data.(StepFunc)
	return step
}

// IteratorStepValue advances an iterator and returns its next value, or done
// (sec-iteratorstepvalue). Built-in iterators whose next method is the original
// one step without a result object. An error leaves the iterator done: the
// caller must not close it.
func (rt *Runtime) IteratorStepValue(iter, next heap.Value) (v heap.Value, done bool, err error) {
	if step := rt.stepOf(next); step != nil {
		// A step may step another iterator: chains of them must not exhaust Go's
		// stack.
		if rt.Stack.Enter() != nil {
			return heap.Undefined, true, rt.StackOverflow()
		}
		v, done, ok, err := step(rt, iter)
		rt.Stack.Leave()
		if ok || err != nil {
			return v, done, err
		}
	}
	r, err := rt.IteratorNext(iter, next)
	if err != nil {
		return heap.Undefined, true, err
	}
	done, err = rt.IteratorComplete(r)
	if done || err != nil {
		return heap.Undefined, true, err
	}
	v, err = rt.IteratorValue(r)
	return v, err != nil, err
}

// StepValue is IteratorStepValue for a record; it sets Done as the
// specification does.
func (rt *Runtime) StepValue(r *IteratorRecord) (v heap.Value, done bool, err error) {
	v, done, err = rt.IteratorStepValue(r.Iterator, r.Next)
	r.Done = done || err != nil
	return v, done, err
}

// IteratorClose calls the return method of an iterator that is left early
// (sec-iteratorclose). completion is the error that leaves the loop, nil for
// break and return; a throw completion is returned whatever the method does.
// A *Termination closes nothing.
func (rt *Runtime) IteratorClose(iter heap.Value, completion error) error {
	if completion != nil {
		if _, ok := completion.(*Throw); !ok {
			return completion
		}
	}
	r, called, err := rt.iteratorReturn(iter)
	if completion != nil {
		if err != nil {
			if _, ok := err.(*Throw); !ok {
				return err
			}
		}
		return completion
	}
	if err != nil {
		return err
	}
	if called && !r.IsObject() {
		return rt.iteratorResultNotObject(r)
	}
	return nil
}

// iteratorReturn calls the return method, if there is one.
func (rt *Runtime) iteratorReturn(iter heap.Value) (r heap.Value, called bool, err error) {
	method, err := rt.GetMethod(iter, rt.Heap.Names.Return)
	if err != nil || method.IsUndefined() {
		return heap.Undefined, false, err
	}
	r, err = rt.Call(method, iter)
	return r, true, err
}

// AsyncIteratorClose begins sec-asynciteratorclose: it calls the return method.
// With await true the caller awaits r and, when it left its loop normally,
// passes the outcome to AsyncIteratorCloseResult. When the loop is left by a
// throw the caller ignores err and the outcome of the await and rethrows.
func (rt *Runtime) AsyncIteratorClose(iter heap.Value) (r heap.Value, await bool, err error) {
	return rt.iteratorReturn(iter)
}

// AsyncIteratorCloseResult ends sec-asynciteratorclose: what the return method's
// promise was fulfilled with must be an object.
func (rt *Runtime) AsyncIteratorCloseResult(r heap.Value) error {
	if !r.IsObject() {
		return rt.iteratorResultNotObject(r)
	}
	return nil
}

// IteratorCloseAll closes iterators in reverse order (sec-iteratorcloseall of
// the joint iteration proposal); the first throw wins.
func (rt *Runtime) IteratorCloseAll(iters []heap.Value, completion error) error {
	for i := len(iters) - 1; i >= 0; i-- {
		completion = rt.IteratorClose(iters[i], completion)
	}
	return completion
}

// CreateIterResultObject implements sec-createiterresultobject.
func (rt *Runtime) CreateIterResultObject(v heap.Value, done bool) heap.Value {
	h := rt.Heap
	s := rt.Cur.iterResult
	if s == nil {
		s = rt.Cur.IterResultShape()
	}
	o := h.NewObject(s)
	h.SetSlotAt(o, iterResultValue, v)
	h.SetSlotAt(o, iterResultDone, heap.Bool(done))
	return o.Value()
}

// IterResultShape is the shape of the objects of CreateIterResultObject, which the realm has for good: value and
// done are at OffsetResultValue and OffsetResultDone.
func (r *Realm) IterResultShape() *heap.Shape {
	if r.iterResult == nil {
		h := r.rt.Heap
		s := h.RootShape(r.Intrinsic(ObjectPrototype).Value(), heap.ClassObject, 2)
		s = h.Transition(s, h.Names.Value, heap.DefaultAttrs)
		r.iterResult = h.Transition(s, h.Names.Done, heap.DefaultAttrs)
	}
	return r.iterResult
}

// Where iterator result objects that nobody has changed have their properties, in bytes from the start of the cell.
const (
	OffsetResultValue = int(iterResultValue) * 8
	OffsetResultDone  = int(iterResultDone) * 8
)

// Iterate calls f for every value of an iterable, in a rooting scope of its own
// for each, and closes the iterator when f fails.
func (rt *Runtime) Iterate(iterable heap.Value, f func(v heap.Value) error) error {
	if rt.IteratesDirectly(rt.Cur, iterable) {
		if heap.Checked {
			rt.verified("an iteration", rt.Heap.Symbols.Iterator, rt.VerifyIteratesDirectly(rt.Cur, iterable))
		}
		return rt.iterateArray(iterable.Object(), f)
	}
	r, err := rt.OpenIterator(iterable)
	if err != nil {
		return err
	}
	return rt.IterateRecord(&r, f)
}

// IterateRecord is Iterate for an iterator that is open already.
func (rt *Runtime) IterateRecord(r *IteratorRecord, f func(v heap.Value) error) error {
	h := rt.Heap
	for {
		mark := h.OpenScope()
		v, done, err := rt.StepValue(r)
		if err == nil && !done {
			if err = f(v); err != nil {
				err = rt.IteratorClose(r.Iterator, err)
			} else {
				err = rt.Step()
			}
		}
		if t, ok := err.(*Throw); ok {
			h.CloseScope(mark)
			h.Keep(t.Value)
			return err
		}
		h.CloseScope(mark)
		if err != nil || done {
			return err
		}
	}
}

// iterateArray is Iterate for an array that is iterated directly (ArrayGuard): the iterator is
// made only where something may look at it, which is when f fails after a script has given the
// prototypes of iterators a method named return.
func (rt *Runtime) iterateArray(o *heap.Object, f func(v heap.Value) error) error {
	h, realm := rt.Heap, rt.Cur
	for i := uint32(0); i < ArrayLength(o); i++ {
		mark := h.OpenScope()
		v, err := rt.elementAt(o, i)
		if err == nil {
			if err = f(v); err == nil {
				err = rt.Step()
			} else if !rt.ClosesDirectly(realm) {
				err = rt.closeArray(realm, o, i+1, err)
			}
		}
		if err != nil {
			return rt.CloseScope(mark, err)
		}
		h.CloseScope(mark)
	}
	return nil
}

// closeArray is IteratorClose for an iterator over o that was not made and has next as its index.
func (rt *Runtime) closeArray(realm *Realm, o *heap.Object, next uint32, completion error) error {
	if _, ok := completion.(*Throw); !ok {
		return completion
	}
	iter, err := rt.ArrayIteratorAt(realm, o.Value(), heap.Int64(int64(next)))
	if err != nil {
		return err
	}
	return rt.IteratorClose(iter, completion)
}

// ArrayIteratorAt makes the iterator of realm r over an array that was iterated without one, up
// to the index next.
func (rt *Runtime) ArrayIteratorAt(r *Realm, array, next heap.Value) (heap.Value, error) {
	iter, err := rt.Call(r.Intrinsic(ArrayProtoValues).Value(), array)
	if err == nil {
		rt.Heap.SetInternal(iter.Object(), IteratorIndex, next)
	}
	return iter, err
}

// elementAt is Get(o, i) of an array. The value is rooted in the current scope.
func (rt *Runtime) elementAt(o *heap.Object, i uint32) (heap.Value, error) {
	if d := o.Dense(); int(i) < len(d) && d[i] != heap.Hole {
		return rt.Heap.Keep(d[i]), nil
	}
	return rt.Get(o, rt.KeyFromInt(int64(i)))
}

// IteratorToList collects what an iterator still has to give
// (sec-iteratortolist). Every value stays rooted.
func (rt *Runtime) IteratorToList(r *IteratorRecord) ([]heap.Value, error) {
	list := NewSlice[heap.Value](rt)
	for {
		v, done, err := rt.StepValue(r)
		if done || err != nil {
			return list.Items, err
		}
		if err := list.Append(v); err != nil {
			return nil, err
		}
		if err := rt.Step(); err != nil {
			return nil, err
		}
	}
}

// CheckAlloc asks for room for bytes that live outside the heap's cells. The error
// is a *Termination.
func (rt *Runtime) CheckAlloc(bytes int) error {
	if rt.Heap.CheckAlloc(int64(bytes)) != nil {
		if err := rt.ended(); err != nil {
			return err // the collection may have been given up for that
		}
		return rt.exhausted()
	}
	return nil
}

// IterableToList collects the values of an iterable (sec-iterabletolist). Arrays
// with the original iterator are read directly.
func (rt *Runtime) IterableToList(v heap.Value) ([]heap.Value, error) {
	method, err := rt.iteratorMethod(v, nil)
	if err != nil {
		return nil, err
	}
	return rt.CollectIterable(v, method)
}

// CollectIterable is IterableToList for an iterable whose @@iterator method was
// read already.
func (rt *Runtime) CollectIterable(v, method heap.Value) ([]heap.Value, error) {
	if src, ok := rt.PlainArrayIteration(v, method); ok {
		list, err := rt.MakeList(int64(len(src)))
		if err != nil {
			return nil, err
		}
		list = append(list, src...)
		rt.Work(2 * len(list))
		for _, x := range list {
			rt.Heap.Keep(x)
		}
		return list, nil
	}
	iter, next, err := rt.GetIteratorFromMethod(v, method)
	if err != nil {
		return nil, err
	}
	return rt.IteratorToList(&IteratorRecord{Iterator: iter, Next: next})
}

// PlainArrayIteration returns the elements of an array when iterating over it
// would read just them: original iterator, original next, no holes. The slice
// is the array's own memory: nothing may change the array while it is used.
func (rt *Runtime) PlainArrayIteration(v, method heap.Value) ([]heap.Value, bool) {
	r := rt.Cur
	if !v.IsObject() || v.Object().Class() != heap.ClassArray || method != r.Intrinsic(ArrayProtoValues).Value() {
		return nil, false
	}
	if !rt.originalArrayNext() {
		return nil, false
	}
	return rt.DenseElements(v.Object())
}

// DenseElements returns the elements of an array whose length is exactly that of
// its dense elements and that has no hole: then reading index i is just reading
// the slice. The slice is the array's own memory, valid until the array changes.
func (rt *Runtime) DenseElements(o *heap.Object) ([]heap.Value, bool) {
	if o.Class() != heap.ClassArray {
		return nil, false
	}
	vals := o.Dense()
	n := o.Internal(0)
	if !n.IsInt() || int(n.AsInt()) != len(vals) {
		return nil, false
	}
	rt.Heap.Work(len(vals))
	for _, v := range vals {
		if v == heap.Hole {
			return nil, false
		}
	}
	return vals, true
}

// ListElements returns the elements of an array or of an arguments object nobody
// has changed when CreateListFromArrayLike (sec-createlistfromarraylike) gives
// just these. The slice is the object's own memory.
func (rt *Runtime) ListElements(o *heap.Object) ([]heap.Value, bool) {
	if o.Class() != heap.ClassArguments {
		return rt.DenseElements(o)
	}
	n, ok := rt.ownData(o, rt.Heap.Names.Length)
	if !ok || !n.IsInt() {
		return nil, false
	}
	vals := o.Dense()
	rt.Work(len(vals))
	if int(n.AsInt()) != len(vals) || o.IsSparse() || slices.Contains(vals, heap.Hole) {
		return nil, false
	}
	return vals, true
}

// AppendSpread appends the values of an iterable to an array that only the
// running array literal or argument list knows
// (sec-runtime-semantics-arrayaccumulation). The node n is as for GetIteratorOf.
func (rt *Runtime) AppendSpread(array *heap.Object, iterable heap.Value, n syntax.Node) error {
	method, err := rt.iteratorMethod(iterable, n)
	if err != nil {
		return err
	}
	if src, ok := rt.PlainArrayIteration(iterable, method); ok {
		return rt.AppendElements(array, src)
	}
	iter, next, err := rt.GetIteratorFromMethod(iterable, method)
	if err != nil {
		return err
	}
	if rt.Cur.IteratesText(iter, next) {
		return rt.AppendCharacters(array, iter.Object())
	}
	r := IteratorRecord{Iterator: iter, Next: next}
	return rt.IterateRecord(&r, func(v heap.Value) error { return rt.AppendElement(array, v) })
}

// AppendElements is AppendElement for many values.
func (rt *Runtime) AppendElements(array *heap.Object, values []heap.Value) error {
	n := int(arrayLen(array))
	if bytes := (n + len(values)) * 8; bytes > smallSlice {
		if err := rt.CheckAlloc(bytes); err != nil {
			return err
		}
	}
	if n == array.ElementsLen() {
		rt.Heap.ReserveElements(array, n+len(values))
		rt.Heap.WriteElements(array, n, values)
	} else {
		for i, v := range values {
			rt.Heap.SetElement(array, uint32(n+i), v)
		}
	}
	setArrayLen(rt.Heap, array, uint32(n+len(values)))
	return rt.Steps(len(values) >> keysPerStep)
}

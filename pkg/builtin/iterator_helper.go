package builtin

import (
	"math"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// idIteratorHelperPrototype is %IteratorHelperPrototype%.
var idIteratorHelperPrototype = object.NewIntrinsic()

// iteratorHelperGroup declares %IteratorHelperPrototype%
// (sec-%iteratorhelperprototype%-object).
var iteratorHelperGroup = &object.Group{
	Proto:       idIteratorHelperPrototype,
	ProtoParent: object.IteratorPrototype,
	Rows: []object.Row{
		{Name: "next", Fn: helperNext, Step: stepHelper},
		{Name: "return", Fn: helperReturn},
		{Name: "@@toStringTag", Str: "Iterator Helper", Flags: object.RowString},
	},
}

// An iterator helper is a ClassIterator object: slot iterTag holds its kind above
// bit 8, slot helperState its state and slot helperData an array that no script
// sees with the variables of its kind.
const (
	helperState = iota + 1
	helperData
)

// The states of a helper; they are those of a generator.
const (
	helperStart = iota
	helperYielded
	helperRunning
	helperDone
)

// helperKind says what a helper does.
type helperKind int32

const (
	helperMap helperKind = iota
	helperFilter
	helperTake
	helperDrop
	helperFlatMap
	helperChunks
	helperWindows
	helperConcat
	helperZip
)

// The variables of the helpers with one underlying iterator. helperZip and
// helperConcat number their own.
const (
	varIter      = iota // the underlying iterator and its next method
	varNext             //
	varFn               // function, or size of a chunk or window
	varCount            // number of values so far, or values left to take or drop
	varInner            // flatMap: the inner iterator, Undefined when there is none
	varInnerNext        //
	varBuffer           // chunks, windows: array of the values collected
	varPartial          // windows: whether a short window counts
	numVars
)

// helperMethods are what the kinds differ in. advance gives the next value or
// done; an error or done ends the helper. abandon closes what is open when the
// helper is left at a yield; start says that it has never run.
type helperMethods struct {
	advance func(rt *object.Runtime, d *heap.Object) (v heap.Value, done bool, err error)
	abandon func(rt *object.Runtime, d *heap.Object, start bool) error
}

var helpers = [...]helperMethods{
	helperMap:     {advanceMap, closeUnderlying},
	helperFilter:  {advanceFilter, closeUnderlying},
	helperTake:    {advanceTake, closeUnderlying},
	helperDrop:    {advanceDrop, closeUnderlying},
	helperFlatMap: {advanceFlatMap, closeFlatMap},
	helperChunks:  {advanceChunks, closeUnderlying},
	helperWindows: {advanceWindows, closeUnderlying},
	helperConcat:  {advanceConcat, closeConcat},
	helperZip:     {advanceZip, closeZip},
}

// newHelper makes a helper with the given variables.
func newHelper(rt *object.Runtime, kind helperKind, vars ...heap.Value) heap.Value {
	o := rt.NewIntrinsicObject(heap.ClassIterator, idIteratorHelperPrototype)
	rt.Heap.SetInternal(o, iterTag, heap.Int(int32(tagHelper)|int32(kind)<<8))
	rt.Heap.SetInternal(o, helperState, heap.Int(helperStart))
	rt.Heap.SetInternal(o, helperData, rt.CreateArrayFromList(vars).Value())
	return o.Value()
}

// oneIterator makes the variables of a helper over one iterator.
func oneIterator(r *object.IteratorRecord, fn, count heap.Value) []heap.Value {
	vars := make([]heap.Value, numVars)
	for i := range vars {
		vars[i] = heap.Undefined
	}
	vars[varIter], vars[varNext], vars[varFn], vars[varCount] = r.Iterator, r.Next, fn, count
	return vars
}

func getVar(d *heap.Object, i int) heap.Value { return d.Dense()[i] }

func setVar(rt *object.Runtime, d *heap.Object, i int, v heap.Value) {
	rt.Heap.SetElement(d, uint32(i), v)
}

// helperNext is %IteratorHelperPrototype%.next
// (sec-%iteratorhelperprototype%.next).
func helperNext(c *object.Call) (heap.Value, error) {
	v, done, ok, err := stepHelper(c.RT, c.This)
	if err != nil {
		return heap.Undefined, err
	}
	if !ok {
		return heap.Undefined, c.Incompatible("Iterator Helper.prototype.next")
	}
	return c.RT.CreateIterResultObject(v, done), nil
}

// stepHelper is one step of a helper without result object.
func stepHelper(rt *object.Runtime, iter heap.Value) (v heap.Value, done, ok bool, err error) {
	if !isIterator(iter, tagHelper) {
		return heap.Undefined, false, false, nil
	}
	o := iter.Object()
	switch o.Internal(helperState).AsInt() {
	case helperRunning:
		return heap.Undefined, true, true, rt.TypeError("Generator is already running")
	case helperDone:
		return heap.Undefined, true, true, nil
	}
	rt.Heap.SetInternal(o, helperState, heap.Int(helperRunning))
	kind := o.Internal(iterTag).AsInt() >> 8
	v, done, err = helpers[kind].advance(rt, o.Internal(helperData).Object())
	state := int32(helperYielded)
	if done || err != nil {
		state, v = helperDone, heap.Undefined
	}
	rt.Heap.SetInternal(o, helperState, heap.Int(state))
	return v, done, true, err
}

// helperReturn is %IteratorHelperPrototype%.return
// (sec-%iteratorhelperprototype%.return).
func helperReturn(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if !isIterator(c.This, tagHelper) {
		return heap.Undefined, c.Incompatible("Iterator Helper.prototype.return")
	}
	o := c.This.Object()
	state := o.Internal(helperState).AsInt()
	switch state {
	case helperRunning:
		return heap.Undefined, rt.TypeError("Generator is already running")
	case helperStart, helperYielded:
		// A helper that is left at a yield is running while it closes; one that
		// never ran is completed at once.
		next := helperRunning
		if state == helperStart {
			next = helperDone
		}
		rt.Heap.SetInternal(o, helperState, heap.Int(int32(next)))
		kind := o.Internal(iterTag).AsInt() >> 8
		err := helpers[kind].abandon(rt, o.Internal(helperData).Object(), state == helperStart)
		rt.Heap.SetInternal(o, helperState, heap.Int(helperDone))
		if err != nil {
			return heap.Undefined, err
		}
	}
	return rt.CreateIterResultObject(heap.Undefined, true), nil
}

// closeUnderlying closes the one underlying iterator.
func closeUnderlying(rt *object.Runtime, d *heap.Object, _ bool) error {
	if iter := getVar(d, varIter); !iter.IsUndefined() {
		return rt.IteratorClose(iter, nil)
	}
	return nil
}

// stepUnderlying advances the underlying iterator, which is Undefined once it is
// known to be exhausted.
func stepUnderlying(rt *object.Runtime, d *heap.Object) (heap.Value, bool, error) {
	if err := rt.Step(); err != nil {
		return heap.Undefined, true, err
	}
	iter := getVar(d, varIter)
	if iter.IsUndefined() {
		return heap.Undefined, true, nil
	}
	return rt.IteratorStepValue(iter, getVar(d, varNext))
}

// callCounted calls the helper's function with v and its number; an error closes
// the underlying iterator.
func callCounted(rt *object.Runtime, d *heap.Object, v heap.Value) (heap.Value, error) {
	n := getVar(d, varCount)
	r, err := rt.Call(getVar(d, varFn), heap.Undefined, v, n)
	if err != nil {
		return heap.Undefined, rt.IteratorClose(getVar(d, varIter), err)
	}
	setVar(rt, d, varCount, heap.Number(n.Float64()+1))
	return r, nil
}

// functionHelper is the common part of map, filter and flatMap.
func functionHelper(c *object.Call, name string, kind helperKind) (heap.Value, error) {
	r, err := openThis(c, name, func() error { _, err := c.CallableArg(0); return err })
	if err != nil {
		return heap.Undefined, err
	}
	return newHelper(c.RT, kind, oneIterator(&r, c.Arg(0), heap.Int(0))...), nil
}

// iteratorMap is Iterator.prototype.map (sec-iterator.prototype.map).
func iteratorMap(c *object.Call) (heap.Value, error) { return functionHelper(c, "map", helperMap) }

func advanceMap(rt *object.Runtime, d *heap.Object) (heap.Value, bool, error) {
	v, done, err := stepUnderlying(rt, d)
	if done || err != nil {
		return heap.Undefined, done, err
	}
	v, err = callCounted(rt, d, v)
	return v, false, err
}

// iteratorFilter is Iterator.prototype.filter (sec-iterator.prototype.filter).
func iteratorFilter(c *object.Call) (heap.Value, error) {
	return functionHelper(c, "filter", helperFilter)
}

func advanceFilter(rt *object.Runtime, d *heap.Object) (heap.Value, bool, error) {
	for {
		mark := rt.Heap.OpenScope()
		v, done, err := stepUnderlying(rt, d)
		var r heap.Value
		if err == nil && !done {
			r, err = callCounted(rt, d, v)
		}
		if err != nil {
			return heap.Undefined, true, rt.CloseScope(mark, err)
		}
		rt.Heap.CloseScope(mark)
		if done || object.ToBoolean(r) {
			return rt.Heap.Keep(v), done, nil
		}
	}
}

// limitHelper is the common part of take and drop.
func limitHelper(c *object.Call, name string, kind helperKind) (heap.Value, error) {
	rt := c.RT
	limit := 0.0
	r, err := openThis(c, name, func() error {
		f, err := rt.ToNumber(c.Arg(0))
		if err != nil {
			return err
		}
		limit = math.Trunc(f)
		if f != f || limit < 0 || limit > object.MaxSafeInteger && !math.IsInf(limit, 1) {
			return rt.RangeError("%s must be positive", rt.Describe(c.Arg(0)))
		}
		return nil
	})
	if err != nil {
		return heap.Undefined, err
	}
	return newHelper(rt, kind, oneIterator(&r, heap.Undefined, heap.Number(limit))...), nil
}

// iteratorTake is Iterator.prototype.take (sec-iterator.prototype.take).
func iteratorTake(c *object.Call) (heap.Value, error) { return limitHelper(c, "take", helperTake) }

func advanceTake(rt *object.Runtime, d *heap.Object) (heap.Value, bool, error) {
	left := getVar(d, varCount).Float64()
	if left == 0 {
		return heap.Undefined, true, rt.IteratorClose(getVar(d, varIter), nil)
	}
	setVar(rt, d, varCount, heap.Number(left-1))
	return stepUnderlying(rt, d)
}

// iteratorDrop is Iterator.prototype.drop (sec-iterator.prototype.drop).
func iteratorDrop(c *object.Call) (heap.Value, error) { return limitHelper(c, "drop", helperDrop) }

func advanceDrop(rt *object.Runtime, d *heap.Object) (heap.Value, bool, error) {
	for left := getVar(d, varCount).Float64(); left > 0; left-- {
		mark := rt.Heap.OpenScope()
		_, done, err := stepUnderlying(rt, d)
		if done || err != nil {
			return heap.Undefined, true, rt.CloseScope(mark, err)
		}
		rt.Heap.CloseScope(mark)
	}
	setVar(rt, d, varCount, heap.Int(0))
	return stepUnderlying(rt, d)
}

// iteratorFlatMap is Iterator.prototype.flatMap (sec-iterator.prototype.flatmap).
func iteratorFlatMap(c *object.Call) (heap.Value, error) {
	return functionHelper(c, "flatMap", helperFlatMap)
}

func advanceFlatMap(rt *object.Runtime, d *heap.Object) (heap.Value, bool, error) {
	for {
		if inner := getVar(d, varInner); !inner.IsUndefined() {
			v, done, err := rt.IteratorStepValue(inner, getVar(d, varInnerNext))
			if err != nil {
				return heap.Undefined, true, rt.IteratorClose(getVar(d, varIter), err)
			}
			if !done {
				return v, false, nil
			}
			setVar(rt, d, varInner, heap.Undefined)
		}
		v, done, err := stepUnderlying(rt, d)
		if done || err != nil {
			return heap.Undefined, true, err
		}
		if v, err = callCounted(rt, d, v); err != nil {
			return heap.Undefined, true, err
		}
		r, err := rt.GetIteratorFlattenable(v, true)
		if err != nil {
			return heap.Undefined, true, rt.IteratorClose(getVar(d, varIter), err)
		}
		setVar(rt, d, varInner, r.Iterator)
		setVar(rt, d, varInnerNext, r.Next)
	}
}

func closeFlatMap(rt *object.Runtime, d *heap.Object, _ bool) error {
	var err error
	if inner := getVar(d, varInner); !inner.IsUndefined() {
		err = rt.IteratorClose(inner, nil)
	}
	return rt.IteratorClose(getVar(d, varIter), err)
}

// sizeArgument checks the size of a chunk or window.
func sizeArgument(c *object.Call) error {
	v := c.Arg(0)
	if !v.IsNumber() || math.IsInf(v.Float64(), 0) || v.Float64() != math.Trunc(v.Float64()) {
		return c.RT.TypeError("%s is not an integral number", c.RT.Describe(v))
	}
	if f := v.Float64(); f < 1 || f > math.MaxUint32 {
		return c.RT.RangeError("%s is out of range", c.RT.Describe(v))
	}
	return nil
}

// iteratorChunks is Iterator.prototype.chunks (sec-iterator.prototype.chunks).
func iteratorChunks(c *object.Call) (heap.Value, error) {
	r, err := openThis(c, "chunks", func() error { return sizeArgument(c) })
	if err != nil {
		return heap.Undefined, err
	}
	return newHelper(c.RT, helperChunks, oneIterator(&r, c.Arg(0), heap.Undefined)...), nil
}

func advanceChunks(rt *object.Runtime, d *heap.Object) (heap.Value, bool, error) {
	size := getVar(d, varFn).Float64()
	buffer := rt.NewArray()
	for float64(buffer.ElementsLen()) < size {
		mark := rt.Heap.OpenScope()
		v, done, err := stepUnderlying(rt, d)
		if err != nil {
			return heap.Undefined, true, rt.CloseScope(mark, err)
		}
		if done {
			// An unfinished chunk is the last; the next step finds the iterator
			// exhausted again.
			setVar(rt, d, varIter, heap.Undefined)
			return buffer.Value(), buffer.ElementsLen() == 0, nil
		}
		err = rt.AppendElement(buffer, v)
		rt.Heap.CloseScope(mark)
		if err != nil {
			return heap.Undefined, true, err
		}
	}
	return buffer.Value(), false, nil
}

// iteratorWindows is Iterator.prototype.windows (sec-iterator.prototype.windows).
func iteratorWindows(c *object.Call) (heap.Value, error) {
	rt := c.RT
	partial := false
	r, err := openThis(c, "windows", func() error {
		if err := sizeArgument(c); err != nil {
			return err
		}
		v := c.Arg(1)
		if v.IsUndefined() {
			return nil
		}
		if v.IsString() {
			switch v.Str().Go(rt.Heap) {
			case "only-full":
				return nil
			case "allow-partial":
				partial = true
				return nil
			}
		}
		return rt.TypeError("%s is not a valid value for undersized", rt.Describe(v))
	})
	if err != nil {
		return heap.Undefined, err
	}
	vars := oneIterator(&r, c.Arg(0), heap.Undefined)
	vars[varBuffer] = rt.NewArray().Value()
	vars[varPartial] = heap.Bool(partial)
	return newHelper(rt, helperWindows, vars...), nil
}

func advanceWindows(rt *object.Runtime, d *heap.Object) (heap.Value, bool, error) {
	size := getVar(d, varFn).Float64()
	buffer := getVar(d, varBuffer).Object()
	if n := buffer.ElementsLen(); float64(n) == size {
		rt.Heap.MoveElements(buffer, 0, 1, uint32(n-1))
		truncate(rt, buffer, int64(n-1))
	}
	for float64(buffer.ElementsLen()) < size {
		mark := rt.Heap.OpenScope()
		v, done, err := stepUnderlying(rt, d)
		if err != nil {
			return heap.Undefined, true, rt.CloseScope(mark, err)
		}
		if done {
			return lastWindow(rt, d, buffer)
		}
		err = rt.AppendElement(buffer, v)
		rt.Heap.CloseScope(mark)
		if err != nil {
			return heap.Undefined, true, err
		}
	}
	setVar(rt, d, varCount, heap.True)
	return rt.CreateArrayFromList(buffer.Dense()).Value(), false, nil
}

// lastWindow ends a windows helper: values that never filled a window are given
// where partial windows are asked for.
func lastWindow(rt *object.Runtime, d, buffer *heap.Object) (heap.Value, bool, error) {
	if getVar(d, varPartial) != heap.True || getVar(d, varCount) == heap.True || buffer.ElementsLen() == 0 {
		return heap.Undefined, true, nil
	}
	setVar(rt, d, varCount, heap.True)
	setVar(rt, d, varIter, heap.Undefined)
	return rt.CreateArrayFromList(buffer.Dense()).Value(), false, nil
}

package builtin

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// The variables of Iterator.concat.
const (
	concatItems   = iota // array of the iterables
	concatMethods        // array of their @@iterator methods
	concatAt             // Int: the next to open
	concatInner          // the open iterator, Undefined when there is none
	concatNext           // its next method
)

// iteratorConcat is Iterator.concat (sec-iterator.concat).
func iteratorConcat(c *object.Call) (heap.Value, error) {
	rt := c.RT
	methods := rt.NewArray()
	for i := range c.Args {
		if err := rt.Step(); err != nil {
			return heap.Undefined, err
		}
		o, err := c.ObjectArg(i, "Iterator.concat")
		if err != nil {
			return heap.Undefined, err
		}
		method, err := rt.GetMethod(o.Value(), rt.Heap.Symbols.Iterator)
		if err != nil {
			return heap.Undefined, err
		}
		if method.IsUndefined() {
			return heap.Undefined, rt.TypeError("%s is not iterable", rt.Describe(o.Value()))
		}
		if err := rt.AppendElement(methods, method); err != nil {
			return heap.Undefined, err
		}
	}
	items := rt.CreateArrayFromList(c.Args)
	return newHelper(rt, helperConcat, items.Value(), methods.Value(), heap.Int(0), heap.Undefined, heap.Undefined), nil
}

func advanceConcat(rt *object.Runtime, d *heap.Object) (heap.Value, bool, error) {
	for {
		if inner := getVar(d, concatInner); !inner.IsUndefined() {
			v, done, err := rt.IteratorStepValue(inner, getVar(d, concatNext))
			if err != nil || !done {
				return v, false, err
			}
			setVar(rt, d, concatInner, heap.Undefined)
		}
		items := getVar(d, concatItems).Object().Dense()
		i := int(getVar(d, concatAt).AsInt())
		if i >= len(items) {
			return heap.Undefined, true, nil
		}
		setVar(rt, d, concatAt, heap.Int(int32(i+1)))
		iter, next, err := rt.GetIteratorFromMethod(items[i], getVar(d, concatMethods).Object().Dense()[i])
		if err != nil {
			return heap.Undefined, true, err
		}
		setVar(rt, d, concatInner, iter)
		setVar(rt, d, concatNext, next)
	}
}

func closeConcat(rt *object.Runtime, d *heap.Object, _ bool) error {
	if inner := getVar(d, concatInner); !inner.IsUndefined() {
		return rt.IteratorClose(inner, nil)
	}
	return nil
}

// The variables of Iterator.zip and zipKeyed.
const (
	zipIters   = iota // array of iterators; Undefined for one that is exhausted
	zipNexts          // array of their next methods
	zipPadding        // array of values for exhausted iterators
	zipKeys           // array of keys for zipKeyed, else Undefined
	zipMode           // Int: a mode
)

// The modes of zip.
const (
	zipShortest = iota
	zipLongest
	zipStrict
)

// zipBuilder gathers the variables of a zip.
type zipBuilder struct {
	rt                     *object.Runtime
	mode                   int32
	padding                heap.Value // the option
	iters, nexts, paddings *heap.Object
}

// newZip reads the arguments that zip and zipKeyed have in common.
func newZip(c *object.Call, name string) (*zipBuilder, error) {
	rt := c.RT
	if _, err := c.ObjectArg(0, name); err != nil {
		return nil, err
	}
	z := &zipBuilder{rt: rt, padding: heap.Undefined, iters: rt.NewArray(), nexts: rt.NewArray(), paddings: rt.NewArray()}
	options := c.Arg(1)
	if options.IsUndefined() {
		return z, nil
	}
	if !options.IsObject() {
		return nil, rt.TypeError("%s is not an object", rt.Describe(options))
	}
	mode, err := rt.Get(options.Object(), rt.Heap.InternGo("mode"))
	if err != nil {
		return nil, err
	}
	if !mode.IsUndefined() {
		s := ""
		if mode.IsString() {
			s = mode.Str().Go(rt.Heap)
		}
		switch s {
		case "shortest":
		case "longest":
			z.mode = zipLongest
		case "strict":
			z.mode = zipStrict
		default:
			return nil, rt.TypeError("%s is not a valid mode", rt.Describe(mode))
		}
	}
	if z.mode != zipLongest {
		return z, nil
	}
	z.padding, err = rt.Get(options.Object(), rt.Heap.InternGo("padding"))
	if err == nil && !z.padding.IsUndefined() && !z.padding.IsObject() {
		err = rt.TypeError("%s is not an object", rt.Describe(z.padding))
	}
	return z, err
}

func (z *zipBuilder) add(v heap.Value) error {
	r, err := z.rt.GetIteratorFlattenable(v, true)
	if err != nil {
		return err
	}
	z.rt.AppendElement(z.iters, r.Iterator)
	z.rt.AppendElement(z.nexts, r.Next)
	return nil
}

// closeAll closes every iterator opened so far (sec-iteratorcloseall).
func (z *zipBuilder) closeAll(err error) error {
	return z.rt.IteratorCloseAll(z.iters.Dense(), err)
}

func (z *zipBuilder) helper(keys heap.Value) heap.Value {
	return newHelper(z.rt, helperZip, z.iters.Value(), z.nexts.Value(), z.paddings.Value(), keys, heap.Int(z.mode))
}

// iteratorZip is Iterator.zip (sec-iterator.zip).
func iteratorZip(c *object.Call) (heap.Value, error) {
	rt := c.RT
	z, err := newZip(c, "Iterator.zip")
	if err != nil {
		return heap.Undefined, err
	}
	input, err := rt.OpenIterator(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	for {
		v, done, err := rt.StepValue(&input)
		if err != nil {
			return heap.Undefined, z.closeAll(err)
		}
		if done {
			break
		}
		if err := z.add(v); err != nil {
			return heap.Undefined, rt.IteratorClose(input.Iterator, z.closeAll(err))
		}
		if err := rt.Step(); err != nil {
			return heap.Undefined, err
		}
	}
	if z.mode == zipLongest {
		if err := z.readPadding(); err != nil {
			return heap.Undefined, z.closeAll(err)
		}
	}
	return z.helper(heap.Undefined), nil
}

// readPadding takes as many values as there are iterators from the padding
// option.
func (z *zipBuilder) readPadding() error {
	rt := z.rt
	var r object.IteratorRecord
	open := !z.padding.IsUndefined()
	if open {
		var err error
		if r, err = rt.OpenIterator(z.padding); err != nil {
			return err
		}
	}
	for range z.iters.ElementsLen() {
		if err := rt.Step(); err != nil {
			return err
		}
		v := heap.Undefined
		if open {
			var done bool
			var err error
			if v, done, err = rt.StepValue(&r); err != nil {
				return err
			}
			open = !done
		}
		if err := rt.AppendElement(z.paddings, v); err != nil {
			return err
		}
	}
	if open {
		return rt.IteratorClose(r.Iterator, nil)
	}
	return nil
}

// iteratorZipKeyed is Iterator.zipKeyed (sec-iterator.zipkeyed).
func iteratorZipKeyed(c *object.Call) (heap.Value, error) {
	rt := c.RT
	z, err := newZip(c, "Iterator.zipKeyed")
	if err != nil {
		return heap.Undefined, err
	}
	o := c.Arg(0).Object()
	all, err := rt.OwnPropertyKeys(o)
	if err != nil {
		return heap.Undefined, err
	}
	keys := rt.NewArray()
	for _, key := range all {
		if err := rt.Step(); err != nil {
			return heap.Undefined, err
		}
		d, ok, err := rt.GetOwnProperty(o, key)
		if err != nil {
			return heap.Undefined, z.closeAll(err)
		}
		if !ok || !d.Enumerable() {
			continue
		}
		v, err := rt.Get(o, key)
		if err != nil {
			return heap.Undefined, z.closeAll(err)
		}
		if v.IsUndefined() {
			continue
		}
		if err := rt.AppendElement(keys, key); err != nil {
			return heap.Undefined, err
		}
		if err := z.add(v); err != nil {
			return heap.Undefined, z.closeAll(err)
		}
	}
	if z.mode == zipLongest {
		for _, key := range keys.Dense() {
			if err := rt.Step(); err != nil {
				return heap.Undefined, err
			}
			v := heap.Undefined
			if !z.padding.IsUndefined() {
				if v, err = rt.Get(z.padding.Object(), key); err != nil {
					return heap.Undefined, z.closeAll(err)
				}
			}
			if err := rt.AppendElement(z.paddings, v); err != nil {
				return heap.Undefined, err
			}
		}
	}
	return z.helper(keys.Value()), nil
}

// openIterators lists the iterators of a zip that are not exhausted.
func openIterators(rt *object.Runtime, d *heap.Object) []heap.Value {
	var open []heap.Value
	rt.Work(getVar(d, zipIters).Object().ElementsLen())
	for _, v := range getVar(d, zipIters).Object().Dense() {
		if !v.IsUndefined() {
			open = append(open, v)
		}
	}
	return open
}

func closeZip(rt *object.Runtime, d *heap.Object, _ bool) error {
	return rt.IteratorCloseAll(openIterators(rt, d), nil)
}

// advanceZip is one round of IteratorZip (sec-iteratorzip).
func advanceZip(rt *object.Runtime, d *heap.Object) (heap.Value, bool, error) {
	iters, nexts := getVar(d, zipIters).Object(), getVar(d, zipNexts).Object()
	n := iters.ElementsLen()
	if n == 0 {
		return heap.Undefined, true, nil
	}
	results := rt.NewArray()
	for i := range n {
		if err := rt.Step(); err != nil {
			return heap.Undefined, true, err
		}
		iter := iters.Dense()[i]
		if iter.IsUndefined() {
			if err := rt.AppendElement(results, getVar(d, zipPadding).Object().Dense()[i]); err != nil {
				return heap.Undefined, true, err
			}
			continue
		}
		v, done, err := rt.IteratorStepValue(iter, nexts.Dense()[i])
		if err != nil {
			setVar(rt, iters, i, heap.Undefined)
			return heap.Undefined, true, rt.IteratorCloseAll(openIterators(rt, d), err)
		}
		if done {
			setVar(rt, iters, i, heap.Undefined)
			var end bool
			if v, end, err = zipExhausted(rt, d, i); end || err != nil {
				return heap.Undefined, true, err
			}
		}
		if err := rt.AppendElement(results, v); err != nil {
			return heap.Undefined, true, err
		}
	}
	keys := getVar(d, zipKeys)
	if keys.IsUndefined() {
		return results.Value(), false, nil
	}
	o := rt.OrdinaryObjectCreate(heap.Null)
	for i, key := range keys.Object().Dense() {
		if err := rt.Step(); err != nil {
			return heap.Undefined, true, err
		}
		if err := rt.CreateDataPropertyOrThrow(o, key, results.Dense()[i]); err != nil {
			return heap.Undefined, true, err
		}
	}
	return o.Value(), false, nil
}

// zipExhausted decides what happens when iterator i ends: the value in its place,
// or the end of the zip.
func zipExhausted(rt *object.Runtime, d *heap.Object, i int) (v heap.Value, end bool, err error) {
	iters, nexts := getVar(d, zipIters).Object(), getVar(d, zipNexts).Object()
	switch getVar(d, zipMode).AsInt() {
	case zipLongest:
		open := slices.ContainsFunc(iters.Dense(), func(v heap.Value) bool { return !v.IsUndefined() })
		if rt.Work(iters.ElementsLen()); !open {
			return heap.Undefined, true, nil
		}
		return getVar(d, zipPadding).Object().Dense()[i], false, nil
	case zipShortest:
		return heap.Undefined, true, rt.IteratorCloseAll(openIterators(rt, d), nil)
	}
	unequal := func() error {
		return rt.TypeError("Iterators passed to Iterator.zip with mode 'strict' have different lengths")
	}
	if i != 0 {
		return heap.Undefined, true, rt.IteratorCloseAll(openIterators(rt, d), unequal())
	}
	for k := 1; k < iters.ElementsLen(); k++ {
		if err := rt.Step(); err != nil {
			return heap.Undefined, true, err
		}
		// IteratorStep, not IteratorStepValue: the value is not read.
		r, err := rt.IteratorNext(iters.Dense()[k], nexts.Dense()[k])
		done := true
		if err == nil {
			done, err = rt.IteratorComplete(r)
		}
		if err != nil || done {
			setVar(rt, iters, k, heap.Undefined)
		}
		if err == nil && !done {
			err = unequal()
		}
		if err != nil {
			return heap.Undefined, true, rt.IteratorCloseAll(openIterators(rt, d), err)
		}
	}
	return heap.Undefined, true, nil
}

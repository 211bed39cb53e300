package builtin

import (
	"math"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var (
	idIterator                      = object.NewIntrinsic() // %Iterator%
	idWrapForValidIteratorPrototype = object.NewIntrinsic() // %WrapForValidIteratorPrototype%
)

// iteratorGroup declares %Iterator% and %Iterator.prototype%
// (sec-iterator-constructor, sec-%iterator.prototype%-object).
var iteratorGroup = &object.Group{
	Name:                  "Iterator",
	Fn:                    iteratorConstructor,
	Ctor:                  idIterator,
	Proto:                 object.IteratorPrototype,
	Global:                true,
	NoConstructorProperty: true,
	Static: []object.Row{
		{Name: "concat", Fn: iteratorConcat},
		{Name: "from", Length: 1, Fn: iteratorFrom},
		{Name: "zip", Length: 1, Fn: iteratorZip},
		{Name: "zipKeyed", Length: 1, Fn: iteratorZipKeyed},
	},
	Rows: []object.Row{
		{Name: "chunks", Length: 1, Fn: iteratorChunks},
		{Name: "constructor", Get: iteratorConstructorGet, Set: iteratorConstructorSet},
		{Name: "drop", Length: 1, Fn: iteratorDrop},
		{Name: "every", Length: 1, Fn: iteratorEvery},
		{Name: "filter", Length: 1, Fn: iteratorFilter},
		{Name: "find", Length: 1, Fn: iteratorFind},
		{Name: "flatMap", Length: 1, Fn: iteratorFlatMap},
		{Name: "forEach", Length: 1, Fn: iteratorForEach},
		{Name: "includes", Length: 1, Fn: iteratorIncludes},
		{Name: "join", Length: 1, Fn: iteratorJoin},
		{Name: "map", Length: 1, Fn: iteratorMap},
		{Name: "reduce", Length: 1, Fn: iteratorReduce},
		{Name: "some", Length: 1, Fn: iteratorSome},
		{Name: "take", Length: 1, Fn: iteratorTake},
		{Name: "toArray", Fn: iteratorToArray},
		{Name: "windows", Length: 1, Fn: iteratorWindows},
		{Name: "@@dispose", Fn: iteratorDispose},
		{Name: "@@iterator", Fn: object.ReturnThis},
		{Name: "@@toStringTag", Get: iteratorTagGet, Set: iteratorTagSet},
	},
}

// asyncIteratorGroup declares %AsyncIteratorPrototype%
// (sec-asynciteratorprototype).
var asyncIteratorGroup = &object.Group{
	Proto: object.AsyncIteratorPrototype,
	Rows: []object.Row{
		{Name: "@@asyncDispose", Fn: asyncIteratorDispose},
		{Name: "@@asyncIterator", Fn: object.ReturnThis},
	},
}

// wrapIteratorGroup declares %WrapForValidIteratorPrototype%
// (sec-%wrapforvaliditeratorprototype%-object).
var wrapIteratorGroup = &object.Group{
	Proto:       idWrapForValidIteratorPrototype,
	ProtoParent: object.IteratorPrototype,
	Rows: []object.Row{
		{Name: "next", Fn: wrapNext},
		{Name: "return", Fn: wrapReturn},
	},
}

// iteratorConstructor is Iterator (sec-iterator).
func iteratorConstructor(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if c.NewTarget.IsUndefined() || c.NewTarget == c.Callee.Value() {
		return heap.Undefined, rt.TypeError("Abstract class Iterator not directly constructable")
	}
	o, err := rt.OrdinaryCreateFromConstructor(c.NewTarget, object.IteratorPrototype, heap.ClassObject)
	if err != nil {
		return heap.Undefined, err
	}
	return o.Value(), nil
}

func iteratorConstructorGet(c *object.Call) (heap.Value, error) {
	return c.Realm.Intrinsic(idIterator).Value(), nil
}

func iteratorConstructorSet(c *object.Call) (heap.Value, error) {
	return heap.Undefined, setterIgnoringPrototype(c.RT, c.This,
		c.Realm.Intrinsic(object.IteratorPrototype), c.RT.Heap.Names.Constructor, c.Arg(0))
}

func iteratorTagGet(c *object.Call) (heap.Value, error) { return c.RT.Text("Iterator"), nil }

func iteratorTagSet(c *object.Call) (heap.Value, error) {
	return heap.Undefined, setterIgnoringPrototype(c.RT, c.This,
		c.Realm.Intrinsic(object.IteratorPrototype), c.RT.Heap.Symbols.ToStringTag, c.Arg(0))
}

// iteratorDispose is %Iterator.prototype%[@@dispose]
// (sec-%iteratorprototype%-@@dispose).
func iteratorDispose(c *object.Call) (heap.Value, error) {
	method, err := c.RT.GetMethod(c.This, c.RT.Heap.Names.Return)
	if err != nil || method.IsUndefined() {
		return heap.Undefined, err
	}
	_, err = c.RT.Call(method, c.This)
	return heap.Undefined, err
}

var asyncDisposed = object.RegisterReaction(func(rt *object.Runtime, data, value heap.Value, rejected bool) error {
	if rejected {
		return rt.RejectPromise(data.Object(), value)
	}
	return rt.ResolvePromise(data.Object(), heap.Undefined)
})

// asyncIteratorDispose is %AsyncIteratorPrototype%[@@asyncDispose]
// (sec-%asynciteratorprototype%-@@asyncdispose).
func asyncIteratorDispose(c *object.Call) (heap.Value, error) {
	rt := c.RT
	p := rt.NewPromise()
	method, err := rt.GetMethod(c.This, rt.Heap.Names.Return)
	if err == nil {
		if method.IsUndefined() {
			return p.Value(), rt.ResolvePromise(p, heap.Undefined)
		}
		var r heap.Value
		if r, err = rt.Call(method, c.This); err == nil {
			err = rt.AwaitNative(r, asyncDisposed, p.Value())
		}
	}
	if err != nil {
		err = rt.RejectWith(p, err)
	}
	return p.Value(), err
}

// iteratorFrom is Iterator.from (sec-iterator.from).
func iteratorFrom(c *object.Call) (heap.Value, error) {
	rt := c.RT
	r, err := rt.GetIteratorFlattenable(c.Arg(0), false)
	if err != nil {
		return heap.Undefined, err
	}
	is, err := rt.OrdinaryHasInstance(c.Realm.Intrinsic(idIterator).Value(), r.Iterator)
	if err != nil || is {
		return r.Iterator, err
	}
	o := rt.NewIntrinsicObject(heap.ClassIterator, idWrapForValidIteratorPrototype)
	rt.Heap.SetInternal(o, iterTag, heap.Int(int32(tagWrap)))
	rt.Heap.SetInternal(o, iterTarget, r.Iterator)
	rt.Heap.SetInternal(o, iterIndex, r.Next)
	return o.Value(), nil
}

// wrapNext is %WrapForValidIteratorPrototype%.next
// (sec-%wrapforvaliditeratorprototype%.next).
func wrapNext(c *object.Call) (heap.Value, error) {
	if !isIterator(c.This, tagWrap) {
		return heap.Undefined, c.Incompatible("%WrapForValidIteratorPrototype%.next")
	}
	o := c.This.Object()
	return c.RT.Call(o.Internal(iterIndex), o.Internal(iterTarget))
}

// wrapReturn is %WrapForValidIteratorPrototype%.return
// (sec-%wrapforvaliditeratorprototype%.return).
func wrapReturn(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if !isIterator(c.This, tagWrap) {
		return heap.Undefined, c.Incompatible("%WrapForValidIteratorPrototype%.return")
	}
	iter := c.This.Object().Internal(iterTarget)
	method, err := rt.GetMethod(iter, rt.Heap.Names.Return)
	if err != nil {
		return heap.Undefined, err
	}
	if method.IsUndefined() {
		return rt.CreateIterResultObject(heap.Undefined, true), nil
	}
	return rt.Call(method, iter)
}

// openThis is the beginning of the methods of %Iterator.prototype%: this must be
// an object; what check says is wrong with the arguments closes it; then its
// next method is read.
func openThis(c *object.Call, method string, check func() error) (object.IteratorRecord, error) {
	if !c.This.IsObject() {
		return object.IteratorRecord{}, c.RT.TypeError("Iterator.prototype.%s called on non-object", method)
	}
	if check != nil {
		if err := check(); err != nil {
			return object.IteratorRecord{}, c.RT.IteratorClose(c.This, err)
		}
	}
	return c.RT.GetIteratorDirect(c.This.Object())
}

// consume calls the function that is argument 0 with each value and its number
// until visit, which gets the result, says stop; then the iterator is closed.
func consume(c *object.Call, method string, visit func(v, result heap.Value) (stop bool)) error {
	rt := c.RT
	r, err := openThis(c, method, func() error { _, err := c.CallableArg(0); return err })
	if err != nil {
		return err
	}
	counter := int64(0)
	err = rt.IterateRecord(&r, func(v heap.Value) error {
		result, err := rt.Call(c.Arg(0), heap.Undefined, v, heap.Int64(counter))
		if err != nil {
			return err
		}
		counter++
		if visit(v, result) {
			return errStop
		}
		return nil
	})
	if err == errStop {
		return rt.IteratorClose(r.Iterator, nil)
	}
	return err
}

// iteratorForEach is Iterator.prototype.forEach (sec-iterator.prototype.foreach).
func iteratorForEach(c *object.Call) (heap.Value, error) {
	return heap.Undefined, consume(c, "forEach", func(_, _ heap.Value) bool { return false })
}

// iteratorSome is Iterator.prototype.some (sec-iterator.prototype.some).
func iteratorSome(c *object.Call) (heap.Value, error) {
	some := false
	err := consume(c, "some", func(_, r heap.Value) bool { some = object.ToBoolean(r); return some })
	return heap.Bool(some), err
}

// iteratorEvery is Iterator.prototype.every (sec-iterator.prototype.every).
func iteratorEvery(c *object.Call) (heap.Value, error) {
	all := true
	err := consume(c, "every", func(_, r heap.Value) bool { all = object.ToBoolean(r); return !all })
	return heap.Bool(all), err
}

// iteratorFind is Iterator.prototype.find (sec-iterator.prototype.find).
func iteratorFind(c *object.Call) (heap.Value, error) {
	// The value found must outlive the scope of its turn.
	found := c.RT.Heap.NewBox(heap.Undefined)
	err := consume(c, "find", func(v, r heap.Value) bool {
		if !object.ToBoolean(r) {
			return false
		}
		c.RT.Heap.SetBox(found, v)
		return true
	})
	return found.Get(), err
}

// iteratorReduce is Iterator.prototype.reduce (sec-iterator.prototype.reduce).
func iteratorReduce(c *object.Call) (heap.Value, error) {
	rt := c.RT
	r, err := openThis(c, "reduce", func() error { _, err := c.CallableArg(0); return err })
	if err != nil {
		return heap.Undefined, err
	}
	acc := rt.Heap.NewBox(c.Arg(1))
	counter := int64(0)
	if len(c.Args) < 2 {
		v, done, err := rt.StepValue(&r)
		if err != nil {
			return heap.Undefined, err
		}
		if done {
			return heap.Undefined, rt.TypeError("Reduce of a done iterator with no initial value")
		}
		rt.Heap.SetBox(acc, v)
		counter = 1
	}
	err = rt.IterateRecord(&r, func(v heap.Value) error {
		result, err := rt.Call(c.Arg(0), heap.Undefined, acc.Get(), v, heap.Int64(counter))
		counter++
		rt.Heap.SetBox(acc, result)
		return err
	})
	return acc.Get(), err
}

// iteratorToArray is Iterator.prototype.toArray (sec-iterator.prototype.toarray).
func iteratorToArray(c *object.Call) (heap.Value, error) {
	r, err := openThis(c, "toArray", nil)
	if err != nil {
		return heap.Undefined, err
	}
	a := c.RT.NewArray()
	err = c.RT.IterateRecord(&r, func(v heap.Value) error {
		return c.RT.AppendElement(a, v)
	})
	return a.Value(), err
}

// iteratorIncludes is Iterator.prototype.includes (sec-iterator.prototype.includes).
func iteratorIncludes(c *object.Call) (heap.Value, error) {
	rt := c.RT
	skip := 0.0
	r, err := openThis(c, "includes", func() error {
		v := c.Arg(1)
		if v.IsUndefined() {
			return nil
		}
		if !v.IsNumber() || v.Float64() != math.Trunc(v.Float64()) {
			return rt.TypeError("%s is not an integral number", rt.Describe(v))
		}
		if skip = v.Float64(); skip < 0 || skip > object.MaxSafeInteger && !math.IsInf(skip, 1) {
			return rt.RangeError("%s is out of range", rt.Describe(v))
		}
		return nil
	})
	if err != nil {
		return heap.Undefined, err
	}
	err = rt.IterateRecord(&r, func(v heap.Value) error {
		if skip > 0 {
			skip--
			return nil
		}
		if rt.SameValueZero(v, c.Arg(0)) {
			return errStop
		}
		return nil
	})
	if err == errStop {
		return heap.True, rt.IteratorClose(r.Iterator, nil)
	}
	return heap.False, err
}

// iteratorJoin is Iterator.prototype.join (sec-iterator.prototype.join).
func iteratorJoin(c *object.Call) (heap.Value, error) {
	rt := c.RT
	sep := rt.Heap.SingleChar(',')
	r, err := openThis(c, "join", func() (err error) {
		if !c.Arg(0).IsUndefined() {
			sep, err = rt.ToString(c.Arg(0))
		}
		return err
	})
	if err != nil {
		return heap.Undefined, err
	}
	b := rt.Heap.Builder()
	first := true
	err = rt.IterateRecord(&r, func(v heap.Value) error {
		if !first {
			b.Str(sep)
		}
		first = false
		if !v.IsNullish() {
			s, err := rt.ToString(v)
			if err != nil {
				return err
			}
			b.Str(s)
		}
		if b.Err() != nil {
			return rt.RangeError("Invalid string length")
		}
		return nil
	})
	if err != nil {
		return heap.Undefined, err
	}
	return rt.BuiltString(&b)
}

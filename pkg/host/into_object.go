package host

import (
	"reflect"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

func (p *plan) outStruct(b *Bridge, v heap.Value, dst reflect.Value) error {
	if b.takeLive(v, dst) {
		return nil
	}
	if !v.IsObject() {
		if b.rules.Coerce && v.IsNullish() {
			return nil
		}
		return b.noGo(v, p.t, "")
	}
	if name := b.classOf(p.t); name != "" {
		return b.noGo(v, p.t, "it is no object of class "+name)
	}
	leave, err := b.enterOut(v, p.t)
	if err != nil {
		return err
	}
	defer leave()
	s := b.state(p)
	for i := range p.fields {
		f := &p.fields[i]
		x, err := b.rt.Get(v.Object(), s.list[i])
		if err != nil {
			return err
		}
		if x.IsUndefined() {
			continue
		}
		to := f.reach(dst)
		if !to.IsValid() || !to.CanSet() {
			continue
		}
		if err := f.plan.ready().out(b, x, to); err != nil {
			return within(err, "."+f.name)
		}
	}
	return nil
}

// classOf names the class whose objects alone become values of t, "" if there is none.
func (b *Bridge) classOf(t reflect.Type) string {
	if b.rules.Class == nil {
		return ""
	}
	return b.rules.Class(b, t)
}

// reach returns the field, with the embedded structs on the way made; not valid where that
// cannot be.
func (f *field) reach(v reflect.Value) reflect.Value {
	for i, n := range f.index {
		if i > 0 && v.Kind() == reflect.Pointer {
			if v.IsNil() {
				if !v.CanSet() {
					return reflect.Value{}
				}
				v.Set(reflect.New(v.Type().Elem()))
			}
			v = v.Elem()
		}
		v = v.Field(n)
	}
	return v
}

func (p *plan) outMap(b *Bridge, v heap.Value, dst reflect.Value) error {
	if v.IsNullish() {
		dst.SetZero()
		return nil
	}
	if b.takeLive(v, dst) {
		return nil
	}
	if !v.IsObject() || v.Object().IsCallable() {
		return b.noGo(v, p.t, "")
	}
	if list, err := b.rt.IsArray(v); list || err != nil {
		if err == nil {
			err = b.noGo(v, p.t, "")
		}
		return err
	}
	leave, err := b.enterOut(v, p.t)
	if err != nil {
		return err
	}
	defer leave()
	if made, ok := b.made(v, p.t); ok {
		dst.Set(made)
		return nil
	}
	m := reflect.MakeMap(p.t)
	if err := b.making(v, p.t, m); err != nil {
		return err
	}
	if o := v.Object(); o.Class() == heap.ClassMap {
		err = p.outEntries(b, o, m)
	} else {
		err = p.outProperties(b, o, m)
	}
	if err != nil {
		return err
	}
	dst.Set(m)
	return nil
}

// put adds an element for the value x.
func (p *plan) put(b *Bridge, m, key reflect.Value, x heap.Value, name string) error {
	e := reflect.New(p.t.Elem()).Elem()
	if err := p.elem.ready().out(b, x, e); err != nil {
		return within(err, "["+name+"]")
	}
	m.SetMapIndex(key, e)
	return b.needs(int64(key.Type().Size()+e.Type().Size()) + entryBytes + int64(textBytes(key)))
}

// outProperties fills a map with the properties of an object.
func (p *plan) outProperties(b *Bridge, o *heap.Object, m reflect.Value) error {
	return b.eachProperty(o, func(key, x heap.Value) error {
		name := b.rt.KeyText(key)
		k, ok := mapKey(p.t.Key(), name)
		if !ok {
			return b.noGo(b.rt.KeyToValue(key), p.t.Key(), "")
		}
		return p.put(b, m, k, x, name)
	})
}

// eachProperty calls f for the enumerable own properties of o with string keys.
func (b *Bridge) eachProperty(o *heap.Object, f func(key, x heap.Value) error) error {
	keys, err := b.rt.OwnPropertyKeys(o)
	if err != nil {
		return err
	}
	for _, key := range keys {
		if key.IsSymbol() {
			continue
		}
		if err := b.rt.Step(); err != nil {
			return err
		}
		if enumerable, err := b.rt.IsEnumerableOwn(o, key); !enumerable || err != nil {
			if err != nil {
				return err
			}
			continue
		}
		x, err := b.rt.Get(o, key)
		if err != nil {
			return err
		}
		if err := f(key, x); err != nil {
			return err
		}
	}
	return nil
}

// outEntries fills a map with the entries of a Map.
func (p *plan) outEntries(b *Bridge, o *heap.Object, m reflect.Value) error {
	return b.eachEntry(o, func(key, x heap.Value) error {
		k := reflect.New(p.t.Key()).Elem()
		name := b.rt.Describe(key)
		if err := p.key.ready().out(b, key, k); err != nil {
			return within(err, "[key "+name+"]")
		}
		if !k.Comparable() {
			return b.noGo(key, p.t.Key(), "it is no key of a map")
		}
		return p.put(b, m, k, x, name)
	})
}

// eachEntry calls f for the entries of a Map, or the values of a Set.
func (b *Bridge) eachEntry(o *heap.Object, f func(key, x heap.Value) error) error {
	data := o.Internal(0)
	if !data.IsCell() {
		return nil
	}
	t := data.OrderedTable()
	var cursor heap.Cursor
	for {
		key, x, next, more := t.Next(cursor)
		if !more {
			return nil
		}
		cursor = next
		if err := b.rt.Step(); err != nil {
			return err
		}
		if err := f(b.rt.Heap.Keep(key), b.rt.Heap.Keep(x)); err != nil {
			return err
		}
	}
}

func (p *plan) outSlice(b *Bridge, v heap.Value, dst reflect.Value) error {
	if v.IsNullish() {
		dst.SetZero()
		return nil
	}
	if b.takeLive(v, dst) {
		return nil
	}
	if p.t.Elem().Kind() == reflect.Uint8 {
		if data, ok := b.bytesOf(v); ok {
			dst.SetBytes(data)
			return nil
		}
	}
	leave, err := b.enterOut(v, p.t)
	if err != nil {
		return err
	}
	defer leave()
	if made, ok := b.made(v, p.t); ok {
		dst.Set(made)
		return nil
	}
	var list reflect.Value
	err = b.eachElement(v, p.t, func(n int) error {
		if err := b.needs(int64(n) * int64(p.t.Elem().Size())); err != nil {
			return err
		}
		list = reflect.MakeSlice(p.t, n, n)
		return b.making(v, p.t, list)
	}, func(i int, x heap.Value) error {
		return p.elem.ready().out(b, x, list.Index(i))
	})
	if err != nil {
		return err
	}
	dst.Set(list)
	return nil
}

func (p *plan) outArray(b *Bridge, v heap.Value, dst reflect.Value) error {
	if b.takeLive(v, dst) {
		return nil
	}
	leave, err := b.enterOut(v, p.t)
	if err != nil {
		return err
	}
	defer leave()
	return b.eachElement(v, p.t, func(n int) error {
		if n != p.t.Len() {
			return b.noGo(v, p.t, "it has another length")
		}
		return nil
	}, func(i int, x heap.Value) error {
		return p.elem.ready().out(b, x, dst.Index(i))
	})
}

// eachElement calls f for the elements of an array or another iterable, which becomes a t, and
// before that begin with their number.
func (b *Bridge) eachElement(v heap.Value, t reflect.Type, begin func(n int) error, f func(i int, x heap.Value) error) error {
	if !v.IsObject() {
		return b.noGo(v, t, "")
	}
	list, err := b.rt.IsArray(v)
	if err != nil {
		return err
	}
	if !list {
		method, err := b.rt.GetMethod(v, b.rt.Heap.Symbols.Iterator)
		if err != nil {
			return err
		}
		if method.IsUndefined() {
			return b.noGo(v, t, "it is not iterable")
		}
		values, err := b.rt.CollectIterable(v, method)
		if err != nil {
			return err
		}
		if err := begin(len(values)); err != nil {
			return err
		}
		for i, x := range values {
			if err := b.rt.Step(); err != nil {
				return err
			}
			if err := f(i, x); err != nil {
				return within(err, indexText(int64(i)))
			}
		}
		return nil
	}
	o := v.Object()
	n, err := b.rt.LengthOfArrayLike(o)
	if err != nil {
		return err
	}
	if n > b.rt.Heap.MaxBytes() {
		return b.rt.RangeError("Invalid array length")
	}
	if err := begin(int(n)); err != nil {
		return err
	}
	for i := range n {
		if err := b.rt.Step(); err != nil {
			return err
		}
		x, err := b.elementAt(o, i)
		if err != nil {
			return err
		}
		if err := f(int(i), x); err != nil {
			return within(err, indexText(i))
		}
	}
	return nil
}

// elementAt reads an element. A primitive of a dense array is not kept: while it is converted
// no script runs, so that it stays in the array.
func (b *Bridge) elementAt(o *heap.Object, i int64) (heap.Value, error) {
	if o.Class() == heap.ClassArray && !o.IsSparse() {
		if dense := o.Dense(); i < int64(len(dense)) && dense[i] != heap.Hole && !dense[i].IsObject() {
			return dense[i], nil
		}
	}
	return b.rt.GetElem(o.Value(), heap.Int64(i))
}

// bytesOf gives the memory of a buffer, of an Uint8Array or of a DataView: both sides then see
// the same bytes.
func (b *Bridge) bytesOf(v heap.Value) ([]byte, bool) {
	if !v.IsObject() {
		return nil, false
	}
	switch o := v.Object(); o.Class() {
	case heap.ClassArrayBuffer:
		return b.rt.Language().BufferBytes(b.rt, o)
	case heap.ClassDataView:
		return b.rt.Language().ViewBytes(b.rt, o)
	case heap.ClassTypedArray:
		if e := object.TypedElementOf(o); e == object.ElementUint8 || e == object.ElementUint8C {
			return b.rt.Language().ViewBytes(b.rt, o)
		}
	}
	return nil, false
}

// outFunc makes a Go function that calls the function of a script.
func (p *plan) outFunc(b *Bridge, v heap.Value, dst reflect.Value) error {
	if v.IsNullish() {
		dst.SetZero()
		return nil
	}
	if b.takeLive(v, dst) {
		return nil
	}
	if !b.rt.IsCallable(v) {
		return b.noGo(v, p.t, "it is no function")
	}
	held := b.rules.Hold(b, v)
	dst.Set(reflect.MakeFunc(p.t, func(args []reflect.Value) []reflect.Value {
		results, err := p.callScript(b, v, args)
		_ = held // keeps the function alive
		if err == nil {
			return results
		}
		if !p.call.fails {
			panic(&scriptError{err})
		}
		results = results[:0]
		for i := range p.t.NumOut() - 1 {
			results = append(results, reflect.Zero(p.t.Out(i)))
		}
		return append(results, reflect.ValueOf(&err).Elem())
	}))
	return nil
}

// callScript calls the function f of a script with arguments of Go.
func (p *plan) callScript(b *Bridge, f heap.Value, args []reflect.Value) (results []reflect.Value, err error) {
	q := p.call
	err = b.rules.Enter(b, func() error {
		list, err := p.scriptArguments(b, args)
		if err != nil {
			return err
		}
		r, err := b.rt.Call(f, heap.Undefined, list...)
		if err != nil {
			return err
		}
		b.rt.Heap.Keep(r)
		for i := range q.out {
			x := r
			if len(q.out) > 1 {
				if x, err = b.rt.GetElem(r, heap.Int(int32(i))); err != nil {
					return err
				}
			}
			out := reflect.New(q.out[i].t).Elem()
			if err := q.out[i].ready().out(b, x, out); err != nil {
				return within(err, "result")
			}
			results = append(results, out)
		}
		return nil
	})
	if err == nil && q.fails {
		results = append(results, reflect.Zero(errorType))
	}
	return results, err
}

// scriptArguments makes the arguments for a function of a script. A context is not one.
func (p *plan) scriptArguments(b *Bridge, args []reflect.Value) ([]heap.Value, error) {
	if p.call.context {
		args = args[1:]
	}
	var list []heap.Value
	add := func(a reflect.Value) error {
		x, err := b.reflected(a)
		if err != nil {
			return within(err, "argument")
		}
		list = append(list, b.rt.Heap.Keep(x))
		return nil
	}
	for i, a := range args {
		if p.call.variadic && i == len(args)-1 {
			for k := range a.Len() {
				if err := add(a.Index(k)); err != nil {
					return nil, err
				}
			}
			break
		}
		if err := add(a); err != nil {
			return nil, err
		}
	}
	return list, nil
}
